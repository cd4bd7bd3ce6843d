import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A document of the repository. */
export interface Document {
  /** Path from the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** What readers are told. The plan speaks of what is not there yet. */
export function documents(): readonly Document[] {
  return globSync('**/*.md', {
    cwd: root,
    exclude: ['**/node_modules', '**/fixtures', '**/.*', 'PLAN.md'],
  }).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The lines of code of a document: of its blocks, continued ones as one, and its spans. */
export function codeOf({ text }: Document): readonly string[] {
  const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map(([, code = '']) => code);
  const indented = [...text.matchAll(/^ {4}(\S.*)$/gm)].map(([, line = '']) => line);
  const spans = [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`]+)`/g)].map(
    ([, code = '']) => code,
  );
  return [
    ...blocks.flatMap((code) => code.replaceAll(/\\\n\s*/g, '').split('\n')),
    ...indented,
    ...spans.map((code) => code.replaceAll(/\s+/g, ' ')),
  ].map((line) => line.replace(/\s#\s.*$/, '').trim());
}

/** The files that a document links to, from the root of the repository; not what is outside of it. */
export function linksOf({ path, text }: Document): readonly string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
    .map((target) => join(dirname(path), target));
}
