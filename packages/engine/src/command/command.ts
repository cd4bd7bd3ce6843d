import type { ParseArgsOptionsConfig } from 'node:util';
import type { CommandContext } from './context.ts';

/** Values of the flags given: strings, booleans, or lists of strings for flags that repeat. */
export type FlagValues = Record<string, string | boolean | string[] | undefined>;

/** One verb of the command line, as the Automation API calls it. */
export interface Command {
  /** Its own flags, beside {@link globalFlags}. One that is not here is refused by name. */
  readonly flags: ParseArgsOptionsConfig;
  /**
   * Flags of the CLI that would change what the verb does and that the engine lacks. They are refused by name unless
   * they are false; any flag that is named nowhere is refused as well.
   */
  readonly refused?: readonly string[];
  /** Names of its arguments, for messages; the last may end in `...`. Fewer may be given if `?` follows. */
  readonly positionals?: readonly string[];
  /**
   * Does the work; writes through the context.
   * @returns the exit code
   * @throws Error whose message is shown as `error: …` with exit code 1
   */
  run(context: CommandContext, flags: FlagValues, positionals: string[]): Promise<number>;
}

/** Flags that every verb takes. Those about colour, logs and interaction change nothing here. */
export const globalFlags = {
  stack: { type: 'string', short: 's' },
  'non-interactive': { type: 'boolean' },
  color: { type: 'string' },
  logflow: { type: 'boolean' },
  logtostderr: { type: 'boolean' },
  verbose: { type: 'string', short: 'v' },
  debug: { type: 'boolean', short: 'd' },
  'config-file': { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;
