import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';

/**
 * Reads the parameters of a run from its command line, `--accounts 100`.
 * @throws Error that names an option which the bench lacks, or a value out of range.
 */
export function readParameters(bench: Bench, args: readonly string[]): Record<string, number> {
  const parameters = bench.parameters ?? {};
  const { values } = parseArgs({
    args: [...args],
    options: Object.fromEntries(Object.keys(parameters).map((name) => [name, { type: 'string' as const }])),
  });
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { default: standard, least, most }]) => {
      const text = values[name];
      const value = text === undefined ? standard : Number(text);
      if (!Number.isInteger(value) || value < least || value > most)
        throw new RangeError(`--${name} must be a whole number from ${least} to ${most}, not ${text}`);
      return [name, value];
    }),
  );
}
