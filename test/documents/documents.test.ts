import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { trailguardCommand } from '@trailguard/cli/trailguard';
import { describe, expect, it } from 'vitest';
import { campaigns } from '../campaigns/options.ts';
import { codeOf, type Document, documents, linksOf, root } from './documents.ts';

const all = documents();
const lines = all.flatMap((document) => codeOf(document).map((line) => ({ document, line })));
/** The lines of code that begin with a command, with the document and the words after it. */
function commandsOf(
  command: RegExp,
): readonly { document: Document; line: string; words: readonly string[] }[] {
  return lines.flatMap(({ document, line }) => {
    const [start] = line.match(command) ?? [];
    if (start === undefined) return [];
    return [{ document, line, words: line.slice(start.length).trim().split(/\s+/) }];
  });
}
const optionsIn = (words: readonly string[]) =>
  words.filter((word) => word.startsWith('--')).map((word) => word.replace(/=.*$/, ''));

describe('the documents', () => {
  it.each(all)('link to files that exist: $path', (document) => {
    expect(linksOf(document).filter((target) => !existsSync(join(root, target)))).toEqual([]);
  });

  const ours = commandsOf(/^trailguard /);
  it.each(ours)(
    'name commands and options of trailguard that there are: $line',
    ({ words: [name, ...words] }) => {
      const command = trailguardCommand().commands.find((candidate) => candidate.name() === name);
      expect(command, `trailguard has no command ${name}`).toBeDefined();
      const inner = command?.commands.find((candidate) => candidate.name() === words[0]);
      const options = (inner ?? command)?.options.map(({ long }) => long) ?? [];
      expect(optionsIn(words).filter((option) => !options.includes(option))).toEqual([]);
    },
  );

  it('name every command of trailguard on the map', () => {
    const map = all.find(({ path }) => path === 'ARCHITECTURE.md')?.text ?? '';
    const [, row = ''] = map.match(/^\| `packages\/cli`\s+\|([^|]+)\|/m) ?? [];
    const missing = trailguardCommand().commands.filter((command) => !row.includes(command.name()));
    expect(missing.map((command) => command.name())).toEqual([]);
  });

  // What pnpm itself does, and the runner of tests, are no scripts.
  const scripts = commandsOf(/^(npx -y )?pnpm(@12)? (--silent )?(--filter \S+ )?(run )?/).filter(
    ({ words: [word = ''] }) => !['exec', 'install', 'vitest', 'pack'].includes(word),
  );
  it.each(scripts)('name scripts that there are: $line', ({ line, words: [script = ''] }) => {
    const [, filter] = line.match(/--filter @trailguard\/(\S+)/) ?? [];
    expect(Object.keys(scriptsOf(filter))).toContain(script);
  });

  const ofCampaigns = scripts.filter(({ words: [script = ''] }) => /^test:/.test(script));
  it.each(ofCampaigns)(
    'name options of campaigns that there are: $line',
    ({ words: [script = '', ...words] }) => {
      const options = Object.keys(
        Object.entries(campaigns).find(([name]) => script === `test:${name}`)?.[1] ?? {},
      );
      expect(optionsIn(words).filter((option) => !options.includes(option.slice(2)))).toEqual([]);
    },
  );

  const benches = scripts.filter(({ words: [script, bench] }) => script === 'bench' && bench !== undefined);
  it.each(benches)('name benches that there are: $line', ({ words: [, bench] }) => {
    expect(existsSync(join(root, `test/bench/${bench}.ts`))).toBe(true);
  });

  const tests = lines.filter(({ line }) => / --project /.test(line));
  it.each(tests)('name projects of tests that there are: $line', ({ line }) => {
    const config = readFileSync(join(root, 'vitest.config.ts'), 'utf8');
    const [, project] = line.match(/--project (\S+)/) ?? [];
    expect(config).toContain(`project('${project}', `);
  });

  const files = commandsOf(/^node (?=\S+\.ts)/);
  it.each(files)('name files to run that there are: $line', ({ document, words: [file = ''] }) => {
    const folders = [root, join(root, dirname(document.path)), packageOf(document)];
    expect(folders.map((folder) => existsSync(join(folder, file)))).toContain(true);
  });

  it('are all found from the list in docs/', () => {
    const list = all.find(({ path }) => path === 'docs/README.md');
    const listed = new Set(list === undefined ? [] : linksOf(list));
    const pages = all.map(({ path }) => path).filter((path) => /^docs\/(?!README)/.test(path));
    expect(pages.filter((path) => !listed.has(path))).toEqual([]);
  });

  it('show such commands at all', () => {
    for (const found of [ours, scripts, ofCampaigns, benches, tests, files])
      expect(found.length).toBeGreaterThan(0);
  });
});

/** The scripts of the package with this name, or of the whole repository. */
function scriptsOf(name: string | undefined): Readonly<Record<string, string>> {
  const folders = name === undefined ? ['.'] : [name, `packages/${name}`];
  const folder = folders.find((candidate) => existsSync(join(root, candidate, 'package.json'))) ?? '.';
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')).scripts;
}

/** The folder of the package that a document is of. */
function packageOf({ path }: Document): string {
  let folder = dirname(path);
  while (!existsSync(join(root, folder, 'package.json'))) folder = dirname(folder);
  return join(root, folder);
}
