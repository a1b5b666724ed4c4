/** A JSON document whose one long list is written while it is read, so that memory does not grow with it. */
import type { Output } from './output.ts';

/** Writes `{...head, name: [items]}`. `head` is an object. */
export async function writeJsonList(output: Output, head: Readonly<Record<string, unknown>>, name: string, items: AsyncIterable<unknown>): Promise<void> {
  const fields = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  await output.line(['{', ...fields, `  ${JSON.stringify(name)}: [`].join('\n'));
  let pending: string | undefined;
  for await (const item of items) {
    if (pending !== undefined) await output.line(`    ${pending},`);
    pending = JSON.stringify(item);
  }
  if (pending !== undefined) await output.line(`    ${pending}`);
  await output.line('  ]\n}');
}
