/** Rates as people write them: `200Mbit`, `1Gbit`, `25MB` a second, or `off`. Inside they are bytes per second; 0 stands for no limit. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

const units: Readonly<Record<string, number>> = {
  kbit: 125,
  mbit: 125_000,
  gbit: 125_000_000,
  kb: 1000,
  mb: 1_000_000,
  gb: 1_000_000_000,
  kib: 1024,
  mib: 1_048_576,
  gib: 1_073_741_824,
};
/** 1 Mbit/s: below it a backup would go on for weeks, and its blocks come one by one. */
const leastBytesPerSecond = 125_000;
const mostBytesPerSecond = 1_000_000_000_000;

/** Bytes per second, 0 for `off`; undefined when `text` is no rate. */
export function parseRate(text: string): number | undefined {
  if (text === 'off') return 0;
  const [, number = '', unit = ''] = /^([0-9]+(?:\.[0-9]+)?)\s*([A-Za-z]+?)(?:\/s|ps)?$/u.exec(text.trim()) ?? [];
  const bytesPerSecond = Math.round(Number(number) * (units[unit.toLowerCase()] ?? Number.NaN));
  return bytesPerSecond >= leastBytesPerSecond && bytesPerSecond <= mostBytesPerSecond ? bytesPerSecond : undefined;
}

/** What to say when {@link parseRate} knows nothing. */
export const rateHelp = 'write a rate of at least 1Mbit as in 200Mbit, 1Gbit or 25MB (each a second), or off';

/** As {@link parseRate}; USAGE names the option. */
export function parseRateOption(text: string, option: string): number {
  const rate = parseRate(text);
  if (rate === undefined) throw new StillpointError('USAGE', `${option} ${text} is no rate`, { hint: rateHelp });
  return rate;
}

/** As in `200 Mbit/s`; `no limit` for 0. */
export function formatRate(bytesPerSecond: number): string {
  if (bytesPerSecond === 0) return 'no limit';
  const bits = bytesPerSecond * 8;
  const [size, unit] = bits >= 1e9 ? [bits / 1e9, 'Gbit/s'] : bits >= 1e6 ? [bits / 1e6, 'Mbit/s'] : [bits / 1e3, 'kbit/s'];
  return `${Number(size.toFixed(size < 10 ? 2 : size < 100 ? 1 : 0))} ${unit}`;
}
