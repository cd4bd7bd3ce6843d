import { parseArgs } from 'node:util';
import type { Parameter } from './bench.ts';

/**
 * Reads the parameters of a run from its command line, `--accounts 100`.
 * @throws Error that names an option which there is not, or a value out of range.
 */
export function readParameters<Name extends string>(
  {
    parameters = {} as Readonly<Record<Name, Parameter>>,
  }: { parameters?: Readonly<Record<Name, Parameter>> },
  args: readonly string[],
): Record<Name, number> {
  const all = Object.entries<Parameter>(parameters);
  const { values } = parseArgs({
    args: [...args],
    options: Object.fromEntries(all.map(([name]) => [name, { type: 'string' as const }])),
  });
  return Object.fromEntries(
    all.map(([name, { default: standard, least, most }]) => {
      const text = values[name];
      const value = text === undefined ? standard : Number(text);
      if (!Number.isInteger(value) || value < least || value > most)
        throw new RangeError(`--${name} must be a whole number from ${least} to ${most}, not ${text}`);
      return [name, value];
    }),
  ) as Record<Name, number>;
}
