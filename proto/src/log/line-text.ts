/** A line of the log as a sentence: its message, its facts as KEY=VALUE, and its error. Without time and level. */

const hidden = new Set(['level', 'time', 'msg', 'err']);

/** `fields`: the line as JSON has it. */
export function lineText(fields: Readonly<Record<string, unknown>>): string {
  const facts = Object.entries(fields).filter(([key]) => !hidden.has(key)).map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const text = typeof fields['msg'] === 'string' ? fields['msg'] : '';
  return `${text}${facts.join('')}${errorText(fields['err'])}`;
}

function errorText(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('stack' in error && typeof error.stack === 'string') return `\n${error.stack}`;
  if (!('code' in error) || !('message' in error)) return '';
  return `: ${String(error.code)}: ${String(error.message)}${'hint' in error && typeof error.hint === 'string' ? ` (${error.hint})` : ''}`;
}
