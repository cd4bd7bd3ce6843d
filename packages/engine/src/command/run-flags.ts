import type { ParseArgsOptionsConfig } from 'node:util';
import type { FlagValues } from './command.ts';

/** Flags that every verb takes that runs a deployment. */
export const runFlags = {
  client: { type: 'string' },
  'exec-kind': { type: 'string' },
  'exec-agent': { type: 'string' },
  'event-log': { type: 'string' },
  message: { type: 'string', short: 'm' },
  parallel: { type: 'string', short: 'p' },
  'suppress-outputs': { type: 'boolean' },
  'suppress-progress': { type: 'boolean' },
  'suppress-permalink': { type: 'boolean' },
  diff: { type: 'boolean' },
  target: { type: 'string', multiple: true, short: 't' },
  'target-dependents': { type: 'boolean' },
  exclude: { type: 'string', multiple: true },
  'exclude-dependents': { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig;

/** Flags of verbs that change a stack: they are answered at once, since nobody could be asked. */
export const applyFlags = {
  yes: { type: 'boolean', short: 'y' },
  'skip-preview': { type: 'boolean', short: 'f' },
  'preview-only': { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig;

/** Flags of verbs that run the program to change the stack. */
export const programFlags = {
  refresh: { type: 'boolean', short: 'r' },
  replace: { type: 'string', multiple: true },
  'policy-pack': { type: 'string', multiple: true },
  'policy-pack-config': { type: 'string', multiple: true },
  'expect-no-changes': { type: 'boolean' },
  'continue-on-error': { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig;

/** A flag's text, or undefined. */
export const textFlag = (flags: FlagValues, name: string): string | undefined => {
  const value = flags[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** What a repeated flag was given. */
export const listFlag = (flags: FlagValues, name: string): string[] => {
  const value = flags[name];
  return Array.isArray(value) ? value : [];
};

/** Steps at once. Default: 16, as with the CLI. Throws for anything but a whole number. */
export function parallelFlag(flags: FlagValues): number {
  const text = textFlag(flags, 'parallel');
  if (text === undefined) return 16;
  const count = Number(text);
  if (!Number.isInteger(count)) throw new Error(`--parallel is '${text}', not a whole number`);
  // Like the CLI, 0 and less mean one after the other.
  return Math.max(1, count);
}
