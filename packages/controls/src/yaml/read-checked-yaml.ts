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

type SchemaError = ReturnType<typeof Value.Errors>[number];

/** What is wrong with a content, each thing once: a value that fits none of several forms is one fault. */
function shapeFaults(schema: TSchema, content: unknown): readonly ShapeFault[] {
  // A field that is not known is told by the object that has it.
  const errors = Value.Errors(schema, content).filter(({ keyword }) => keyword !== 'boolean');
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf');
  const unionOf = ({ schemaPath }: SchemaError) =>
    unions.find((union) => schemaPath.startsWith(`${union.schemaPath}/anyOf/`));
  const told = errors.filter((error) => !unions.includes(error));
  return [...Map.groupBy(told, (error) => unionOf(error) ?? error)].flatMap(([whole, parts]) => {
    // A list of which one item is wrong is meant to be a list.
    const within = parts.filter(({ instancePath }) => instancePath !== whole.instancePath);
    if (within.length > 0) return within.map((error) => faultAt(error, [messageOf(error, schema)]));
    return [
      faultAt(
        whole,
        parts.map((error) => messageOf(error, schema)),
      ),
    ];
  });
}

function faultAt({ instancePath }: SchemaError, messages: readonly string[]): ShapeFault {
  const path = instancePath.split('/').slice(1);
  return { path, message: `${path.join('.') || 'the file'} ${messages.join(' or ')}` };
}

function messageOf({ keyword, message, params, schemaPath }: SchemaError, schema: TSchema): string {
  const { additionalProperties = [], allowedValues } = params as {
    readonly additionalProperties?: readonly string[];
    readonly allowedValues?: readonly unknown[];
  };
  if (additionalProperties.length > 0) return `has no field ${additionalProperties.join(', ')}`;
  if (allowedValues !== undefined) return `must be one of ${allowedValues.join(', ')}`;
  const wanted = keyword === 'pattern' ? descriptionAt(schema, schemaPath) : undefined;
  return wanted === undefined ? message : `${message} (${wanted})`;
}

/** What a part of a schema says of itself; `#/properties/from` names a part. */
function descriptionAt(schema: TSchema, schemaPath: string): string | undefined {
  let part: unknown = schema;
  for (const step of schemaPath.split('/').slice(1)) {
    part = (part as Readonly<Record<string, unknown>> | undefined)?.[step];
  }
  return (part as { readonly description?: string } | undefined)?.description;
}
