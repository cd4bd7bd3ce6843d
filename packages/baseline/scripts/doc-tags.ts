import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What stands in a component's doc comment beside its text. */
export interface DocTags {
  /** Pages that its limits, defaults and costs come from. */
  readonly sources: readonly string[];
  /** When its constructor throws. */
  readonly throws: readonly string[];
}

/**
 * The tags of every class under `folder`, by class name: those of the class and the pages of its arguments
 * (`XArgs`). Pulumi's schema keeps the text of doc comments alone.
 */
export function readDocTags(folder: string): ReadonlyMap<string, DocTags> {
  const tags = new Map<string, { sources: Set<string>; throws: string[] }>();
  for (const file of sourceFiles(folder)) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    source.forEachChild((node) => {
      if (!ts.isClassDeclaration(node) && !ts.isInterfaceDeclaration(node)) return;
      const name = node.name?.text.replace(/Args$/, '') ?? '';
      const known = tags.get(name) ?? { sources: new Set(), throws: [] };
      tags.set(name, known);
      for (const [tag, text] of tagsWithin(node)) {
        if (tag === 'see' && text.startsWith('https://')) known.sources.add(text);
        if (tag === 'throws' && ts.isClassDeclaration(node)) known.throws.push(text);
      }
    });
  }
  return new Map([...tags].map(([name, { sources, throws }]) => [name, { sources: [...sources], throws }]));
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
    .map((file) => join(folder, file));
}

/** Tags of a declaration and its members: names and texts, in the order of the source. */
function tagsWithin(
  declaration: ts.ClassDeclaration | ts.InterfaceDeclaration,
): [tag: string, text: string][] {
  return [declaration, ...declaration.members].flatMap((node) =>
    // The parser splits the address of `@see https://…` at its colon; the source has it whole.
    ts.getJSDocTags(node).map((tag): [string, string] => [tag.tagName.text, tagText(tag)]),
  );
}

function tagText(tag: ts.JSDocTag): string {
  return tag
    .getText()
    .replace(/^@\w+\s+/, '')
    .replace(/\s*\n\s*\*?\s*/g, ' ')
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .trim();
}
