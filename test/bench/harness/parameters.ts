import { parseArgs } from 'node:util';
import type { Parameter } from './bench.ts';

/** The command line is wrong; the message says what there is. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError';
}

/**
 * Reads the parameters of a run from its command line, `--accounts 100`.
 * @throws ParameterError that names an option which there is not, with those that there are, or a value out of range.
 */
export function readParameters<Name extends string>(
  {
    parameters = {} as Readonly<Record<Name, Parameter>>,
  }: { parameters?: Readonly<Record<Name, Parameter>> },
  args: readonly string[],
): Record<Name, number> {
  const all = Object.entries<Parameter>(parameters);
  const values = given(args, all);
  return Object.fromEntries(
    all.map(([name, { default: standard, least, most }]) => {
      const text = values[name];
      const value = text === undefined ? standard : Number(text);
      if (!Number.isInteger(value) || value < least || value > most)
        throw new ParameterError(`--${name} must be a whole number from ${least} to ${most}, not ${text}`);
      return [name, value];
    }),
  ) as Record<Name, number>;
}

/** Options with their values, as text. */
function given(
  args: readonly string[],
  all: readonly (readonly [string, Parameter])[],
): Readonly<Record<string, string | undefined>> {
  const options = Object.fromEntries(all.map(([name]) => [name, { type: 'string' as const }]));
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    const [reason = ''] = (cause as Error).message.split('. ');
    const known = all.map(
      ([name, { description, least, most, default: standard }]) =>
        `  --${name}: ${description} (${least} to ${most}, else ${standard})`,
    );
    const lines = [`${reason}; ${known.length === 0 ? 'there are no options' : 'there are'}`, ...known];
    throw new ParameterError(lines.join('\n'), { cause });
  }
}
