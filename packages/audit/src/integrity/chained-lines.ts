import { hash } from 'node:crypto';

/** A line of a file in which each has the hash of the line before it, so that none can be changed or removed unseen. */
export interface ChainedLine {
  /** SHA-256 of the line before it, hexadecimal; `null` in the first one. */
  readonly previous: string | null;
}

/** Says which line of a file cannot be believed, and with it the whole file. */
export class ChainedLinesError extends Error {
  override readonly name: string = 'ChainedLinesError';
}

export const hashOfLine = (line: string): string => hash('sha256', line);

/**
 * Reads lines that are whole.
 *
 * @param parse makes a line of JSON; throws when it is another thing. It is given what a message calls the line.
 * @returns the lines and the hash of the last one, `null` without any.
 * @throws ChainedLinesError naming the line that was changed, removed or is none.
 */
export function readChainedLines<T extends ChainedLine>(
  lines: readonly string[],
  file: string,
  parse: (content: unknown, where: string) => T,
): { readonly lines: readonly T[]; readonly head: string | null } {
  let head: string | null = null;
  const read = lines.map((line, at) => {
    const where = `${file}:${at + 1}`;
    const parsed = parse(jsonOf(line, where), where);
    if (parsed.previous !== head)
      throw new ChainedLinesError(
        `${where} does not follow the line before it: a line was changed or removed`,
      );
    head = hashOfLine(line);
    return parsed;
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
