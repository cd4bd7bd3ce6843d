import type { ParseArgsOptionsConfig } from 'node:util';
import { type Command, globalFlags } from './command.ts';
import { verbs } from './dispatch.ts';
import { runFlags } from './run-flags.ts';

/** What the README says of the command line: every verb with its arguments and flags, as a table in Markdown. */
export async function commandReference(): Promise<string> {
  const rows = await Promise.all(
    Object.entries(verbs).map(async ([verb, load]) => rowOf(verb, (await load()).default)),
  );
  return [
    '| verb | arguments | flags | refused |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    `Every verb takes ${list(globalFlags)}. *Run flags* are ${list(runFlags)}.`,
  ].join('\n');
}

function rowOf(verb: string, { flags, positionals, refused }: Command): string {
  const own = Object.fromEntries(Object.entries(flags).filter(([name]) => !Object.hasOwn(runFlags, name)));
  const takesRunFlags = Object.keys(runFlags).every((name) => Object.hasOwn(flags, name));
  const cells = [
    `\`${verb}\``,
    (positionals ?? []).map((name) => name.replace(/^(.*?)\?$/, '[$1]')).join(', '),
    [...(takesRunFlags ? ['*run flags*'] : []), ...names(own)].join(' '),
    (refused ?? []).map((name) => `\`--${name}\``).join(' '),
  ];
  return `| ${cells.join(' | ')} |`;
}

const names = (flags: ParseArgsOptionsConfig): string[] => Object.keys(flags).map((name) => `\`--${name}\``);
const list = (flags: ParseArgsOptionsConfig): string => names(flags).join(', ');
