import type { Static, TSchema } from 'typebox';
import Value from 'typebox/value';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';

/** A file of settings: its name for messages, its text, and how long it may be. */
export interface CheckedFile {
  readonly file: string;
  readonly text: string;
  /** Characters beyond which it is refused unread. */
  readonly maximumLength: number;
}

/** What a file holds, or why it cannot be used. */
export interface CheckedYaml<T> {
  /** Undefined when there are faults. */
  readonly content: T | undefined;
  /** Each as `file:line: reason`. */
  readonly faults: readonly string[];
  /** The line, from 1, of the innermost part of a path that the file has. */
  readonly lineOf: (path: readonly string[]) => number;
}

/** Reads a file of YAML, or JSON, that must fit a schema. */
export function readCheckedYaml<T extends TSchema>(
  schema: T,
  { file, text, maximumLength }: CheckedFile,
): CheckedYaml<Static<T>> {
  const refused = (...faults: string[]) => ({ content: undefined, faults, lineOf: () => 1 });
  if (text.length > maximumLength) return refused(`${file}: is longer than ${maximumLength} characters`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return refused(
      ...document.errors.map(({ pos, message }) => `${file}:${lines.linePos(pos[0]).line}: ${message}`),
    );
  }
  const lineOf = (path: readonly string[]) => lineIn(document, lines, path);
  const content = contentOf(document);
  if (Value.Check(schema, content)) return { content, faults: [], lineOf };
  const faults = shapeFaults(schema, content).map(
    ({ path, message }) => `${file}:${lineOf(path)}: ${message}`,
  );
  return { content: undefined, faults: [...new Set(faults)], lineOf };
}

/** What a document holds; `undefined` when its aliases expand without bound. */
function contentOf(document: Document): unknown {
  try {
    return document.toJS();
  } catch {
    return undefined;
  }
}

function lineIn(document: Document, lines: LineCounter, path: readonly string[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(
      path.slice(0, length).map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
      true,
    );
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

interface ShapeFault {
  readonly path: readonly string[];
  readonly message: string;
}

function shapeFaults(schema: TSchema, content: unknown): readonly ShapeFault[] {
  return Value.Errors(schema, content).map(({ instancePath, message, params }) => {
    const path = instancePath.split('/').slice(1);
    const named = (params as { additionalProperties?: readonly string[] }).additionalProperties ?? [];
    const choices = (params as { allowedValues?: readonly unknown[] }).allowedValues;
    const detail =
      named.length > 0
        ? `has no field ${named.join(', ')}`
        : choices === undefined
          ? message
          : `must be one of ${choices.join(', ')}`;
    return { path, message: `${path.join('.') || 'the file'} ${detail}` };
  });
}
