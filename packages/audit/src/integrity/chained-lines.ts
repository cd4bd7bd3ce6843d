import { hash } from 'node:crypto';
import { Type } from 'typebox';

/**
 * The content of a line of a file in which each line, `["HASH",CONTENT]`, has its own hash and that of the line before it, so that none
 * can be changed unseen, nor removed but from the end.
 */
export interface ChainedLine {
  /** Hash of the line before it; `null` in the first one. */
  readonly previous: string | null;
}

/** {@link ChainedLine.previous} in the schema of a line. */
export const PreviousSchema = Type.Union([Type.Null(), Type.String({ pattern: '^[0-9a-f]{64}$' })]);

/** Says which line of a file cannot be believed, and with it the whole file. */
export class ChainedLinesError extends Error {
  override readonly name: string = 'ChainedLinesError';
}

/** What a line says, and its hash. */
export interface ReadLine<T extends ChainedLine> {
  readonly content: T;
  /** SHA-256 of the content as it is written, hexadecimal. */
  readonly hash: string;
}

/** What a line begins with. */
const hashForm = /^\["([0-9a-f]{64})",/;

/**
 * Makes a line, without a newline.
 *
 * @param content a {@link ChainedLine} as JSON
 */
export function chainedLine(content: string): { readonly line: string; readonly hash: string } {
  const own = hash('sha256', content);
  return { line: `["${own}",${content}]`, hash: own };
}

/** Makes a line of JSON; throws when it is another thing. It is given what a message calls the line. */
export type ParseLine<T extends ChainedLine> = (content: unknown, where: string) => T;

/**
 * Reads a line that is whole.
 *
 * @param previous hash of the line before it, `null` where it is the first one.
 * @param where what a message calls the line.
 * @throws ChainedLinesError when it was changed, is none, or does not follow the line before it.
 */
export function readChainedLine<T extends ChainedLine>(
  line: string,
  previous: string | null,
  where: string,
  parse: ParseLine<T>,
): ReadLine<T> {
  const pair = jsonOf(line, where);
  const [, own] = hashForm.exec(line) ?? [];
  const content = parse(own === undefined || !Array.isArray(pair) ? pair : pair[1], where);
  if (own === undefined) throw new ChainedLinesError(`${where} has no hash of its own`);
  if (hash('sha256', line.slice(own.length + 4, -1)) !== own)
    throw new ChainedLinesError(`${where} was changed: it has another hash than it says`);
  if (content.previous !== previous)
    throw new ChainedLinesError(`${where} does not follow the line before it: a line was changed or removed`);
  return { content, hash: own };
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
