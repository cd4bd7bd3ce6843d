import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { type Command, type FlagValues, globalFlags } from './command.ts';
import type { CommandContext } from './context.ts';

type Load = () => Promise<{ default: Command }>;

/** Every verb, each in a file of its own that is read when it is first called. */
export const verbs: Readonly<Record<string, Load>> = {
  cancel: () => import('./cancel.ts'),
  config: () => import('./config/show.ts'),
  'config get': () => import('./config/get.ts'),
  'config refresh': () => import('./config/refresh.ts'),
  'config rm': () => import('./config/rm.ts'),
  'config rm-all': () => import('./config/rm-all.ts'),
  'config set': () => import('./config/set.ts'),
  'config set-all': () => import('./config/set-all.ts'),
  destroy: () => import('./destroy.ts'),
  import: () => import('./import.ts'),
  'plugin ls': () => import('./plugin-ls.ts'),
  preview: () => import('./preview.ts'),
  refresh: () => import('./refresh.ts'),
  'stack export': () => import('./stack/export.ts'),
  'stack history': () => import('./stack/history.ts'),
  'stack import': () => import('./stack/import.ts'),
  'stack init': () => import('./stack/init.ts'),
  'stack ls': () => import('./stack/ls.ts'),
  'stack output': () => import('./stack/output.ts'),
  'stack rename': () => import('./stack/rename.ts'),
  'stack rm': () => import('./stack/rm.ts'),
  'stack select': () => import('./stack/select.ts'),
  'stack tag get': () => import('./stack/tag/get.ts'),
  'stack tag ls': () => import('./stack/tag/ls.ts'),
  'stack tag rm': () => import('./stack/tag/rm.ts'),
  'stack tag set': () => import('./stack/tag/set.ts'),
  'state unprotect': () => import('./state-unprotect.ts'),
  up: () => import('./up.ts'),
  version: () => import('./version.ts'),
  whoami: () => import('./whoami.ts'),
};

/**
 * Runs one command line. Faults become `error: …` on standard error, as with the CLI.
 * @param args without the program's name, as the Automation API sends them
 * @returns the exit code
 */
export async function dispatch(args: readonly string[], context: CommandContext): Promise<number> {
  try {
    const { name, rest } = splitVerb(args);
    const command = (await (verbs[name] as Load)()).default;
    const { flags, positionals } = readFlags(name, command, rest);
    return await command.run(context, flags, positionals);
  } catch (error) {
    context.writeError(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** The longest known verb at the start of a command line. */
function splitVerb(args: readonly string[]): { name: string; rest: string[] } {
  const words = args.slice(0, args.findIndex((word) => word.startsWith('-')) >>> 0);
  for (let length = Math.min(words.length, 3); length > 0; length--) {
    const name = words.slice(0, length).join(' ');
    if (Object.hasOwn(verbs, name)) return { name, rest: args.slice(length) };
  }
  const asked = words.slice(0, 2).join(' ') || args.join(' ');
  throw new Error(`'${asked}' is not supported by the embedded engine`);
}

function readFlags(
  verb: string,
  command: Command,
  args: readonly string[],
): { flags: FlagValues; positionals: string[] } {
  const options: ParseArgsOptionsConfig = { ...globalFlags, ...command.flags };
  const tokens = joinValues(args, options, command.refused ?? [], verb);
  const { values, positionals } = parseArgs({
    args: tokens,
    options,
    allowPositionals: true,
    allowNegative: true,
  });
  checkPositionals(verb, command, positionals);
  return { flags: values as FlagValues, positionals };
}

/**
 * Brings the command line into the form `parseArgs` takes: a flag's value joined to it even when it starts
 * with a dash, `--flag=true` as `--flag`, `--flag=false` as `--no-flag`.
 */
function joinValues(
  args: readonly string[],
  options: ParseArgsOptionsConfig,
  refused: readonly string[],
  verb: string,
): string[] {
  const shorts = new Map(Object.entries(options).map(([name, { short }]) => [short, name]));
  const joined: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as string;
    if (word === '--') return [...joined, ...args.slice(index)];
    if (!word.startsWith('-') || word === '-') {
      joined.push(word);
      continue;
    }
    const [given = '', inline] = splitOnce(word.replace(/^--?/, ''));
    const name = word.startsWith('--') ? given : shorts.get(given);
    const option = name === undefined ? undefined : options[name];
    if (!option) {
      if (inline === 'false' && refused.includes(given)) continue;
      throw new Error(`the flag ${splitOnce(word)[0]} of '${verb}' is not supported by the embedded engine`);
    }
    if (option.type === 'string') {
      const value = inline ?? args[++index];
      if (value === undefined) throw new Error(`the flag ${word} of '${verb}' needs a value`);
      joined.push(`--${name}=${value}`);
    } else if (inline === undefined || inline === 'true') joined.push(`--${name}`);
    else if (inline === 'false') joined.push(`--no-${name}`);
    else throw new Error(`the flag --${name} of '${verb}' is either true or false, not '${inline}'`);
  }
  return joined;
}

function splitOnce(word: string): [string, string | undefined] {
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

function checkPositionals(verb: string, command: Command, given: readonly string[]): void {
  const names = command.positionals ?? [];
  if (names.length === 0 && given.length > 0) {
    throw new Error(`'${verb} ${given[0]}' is not supported by the embedded engine`);
  }
  const required = names.filter((name) => !name.endsWith('?')).length;
  const unlimited = names.at(-1)?.endsWith('...') ?? false;
  if (given.length < required) throw new Error(`'${verb}' needs ${names.slice(given.length).join(' and ')}`);
  if (!unlimited && given.length > names.length) {
    throw new Error(`'${verb}' does not take the argument '${given[names.length]}'`);
  }
}
