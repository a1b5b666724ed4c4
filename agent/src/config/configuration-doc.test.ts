import { readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from 'vitest';

import { defaultExcludes } from '../selection/default-excludes.ts';
import { parseAgentConfig } from './agent-config-file.ts';
import { defaultConfigText } from './default-config.ts';

let chapter = '';

beforeAll(() => {
  const text = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
  chapter = text.slice(text.indexOf('\n## agent.toml\n'));
});

/** First cells of the table rows of the chapter. */
function firstCells(): string[] {
  return [...chapter.matchAll(/^\| `([^`]+)` \|/gmu)].map(([, cell = '']) => cell);
}

describe('the chapter on agent.toml', () => {
  it('has an example that works', () => {
    const [, example = ''] = /```toml\n([^]*?)```/u.exec(chapter) ?? [];
    expect(parseAgentConfig(example, 'docs').plans[0]?.sources[0]).toHaveProperty('exclude', expect.arrayContaining(['*.\\x95\\x5c']));
  });

  it('explains every key of the file that enrolment writes', () => {
    const keys = [...defaultConfigText({ collectorAddress: 'a:1' }).matchAll(/^(?:# (?=[a-z_]+ = ))?(?:\[+([a-z.]+)\]+|([a-z_]+) =)/gmu)];
    expect(keys.length).toBeGreaterThan(15);
    let table = '';
    for (const [, header, key = ''] of keys) {
      if (header !== undefined) table = `${header}.`;
      else expect(firstCells()).toContain(`${table}${key}`);
    }
  });

  it('lists the default excludes as they are', () => {
    const rows = chapter.slice(chapter.indexOf('### Default excludes'));
    for (const { pattern, reason } of defaultExcludes) expect(rows).toContain(`| \`${pattern}\` | ${reason} |`);
    expect(firstCells().filter((cell) => cell.startsWith('/') || cell.startsWith('**'))).toHaveLength(defaultExcludes.length);
  });
});
