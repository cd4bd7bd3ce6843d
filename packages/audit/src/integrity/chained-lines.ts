import { hash } from 'node:crypto';
import { Type } from 'typebox';

/** A line of a file in which each has the hash of the line before it, so that none can be changed or removed unseen. */
export interface ChainedLine {
  /** SHA-256 of the line before it, hexadecimal; `null` in the first one. */
  readonly previous: string | null;
}

/** {@link ChainedLine.previous} in the schema of a line. */
export const PreviousSchema = Type.Union([Type.Null(), Type.String({ pattern: '^[0-9a-f]{64}$' })]);

/** Says which line of a file cannot be believed, and with it the whole file. */
export class ChainedLinesError extends Error {
  override readonly name: string = 'ChainedLinesError';
}

export const hashOfLine = (line: string): string => hash('sha256', line);

/** A line and its own hash. */
export interface ReadLine<T extends ChainedLine> {
  readonly content: T;
  readonly hash: string;
}

/** Makes a line of JSON; throws when it is another thing. It is given what a message calls the line. */
export type ParseLine<T extends ChainedLine> = (content: unknown, where: string) => T;

/**
 * Reads a line that is whole.
 *
 * @param previous hash of the line before it, `null` where it is the first one.
 * @param where what a message calls the line.
 * @throws ChainedLinesError when it was changed, is none or the line before it was.
 */
export function readChainedLine<T extends ChainedLine>(
  line: string,
  previous: string | null,
  where: string,
  parse: ParseLine<T>,
): ReadLine<T> {
  const content = parse(jsonOf(line, where), where);
  if (content.previous !== previous)
    throw new ChainedLinesError(`${where} does not follow the line before it: a line was changed or removed`);
  return { content, hash: hashOfLine(line) };
}

/**
 * Reads lines that are whole.
 *
 * @returns the lines and the hash of the last one, `null` without any.
 * @throws ChainedLinesError naming the line that was changed, removed or is none.
 */
export function readChainedLines<T extends ChainedLine>(
  lines: readonly string[],
  file: string,
  parse: ParseLine<T>,
): { readonly lines: readonly T[]; readonly head: string | null } {
  let head: string | null = null;
  const read = lines.map((line, at) => {
    const { content, hash: own } = readChainedLine(line, head, `${file}:${at + 1}`, parse);
    head = own;
    return content;
  });
  return { lines: read, head };
}

function jsonOf(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new ChainedLinesError(`${where} is no JSON (${(cause as Error).message})`, { cause });
  }
}
