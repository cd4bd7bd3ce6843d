import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** What a record proves: as many lines as it has, each as it was written. */
export interface VerifiedLines {
  readonly lines: number;
  /** SHA-256 of the last line, hexadecimal; `null` of an empty record. */
  readonly head: string | null;
}

/** Says from which line on a record cannot be believed. */
export class LinesError extends Error {
  override readonly name = 'LinesError';
}

/** What is known of a record beside its lines. */
export interface KnownOfRecord {
  /** The line before the first, where these are not all from the beginning. Default: the first line is the record's first. */
  readonly after?: { readonly sequence: number; readonly hash: string | null };
  /**
   * A hash that was told before, as by `GET /v1/acts/head`: the record must hold that line. Without it nobody can say whether lines
   * are missing at the end.
   */
  readonly knownHead?: string;
}

/**
 * Verifies the lines of a record, of acts or of reviews, with nothing but their text: each has its number and the SHA-256 of the
 * line before it. This file needs nothing but Node, so that an auditor can take it along.
 *
 * @throws LinesError naming the line that was changed, moved, removed or is none.
 */
export function verifyLines(lines: readonly string[], known: KnownOfRecord = {}): VerifiedLines {
  const { after = { sequence: 0, hash: null }, knownHead } = known;
  let head = after.hash;
  let isKnownHeadThere = knownHead === undefined || knownHead === head;
  for (const [at, line] of lines.entries()) {
    const number = after.sequence + at + 1;
    const { previous, sequence } = parsed(line, number);
    if (sequence !== number)
      throw new LinesError(
        `record:${number} has the number ${String(sequence)}: a line was moved, doubled or removed`,
      );
    if (previous !== head)
      throw new LinesError(`record:${number} does not follow the line before it: one of them was changed`);
    head = hash('sha256', line);
    isKnownHeadThere ||= head === knownHead;
  }
  if (!isKnownHeadThere)
    throw new LinesError(`The record does not hold the line with hash ${knownHead}: its end was cut off`);
  return { lines: lines.length, head };
}

/** Lines of a text that ends with a newline. */
export function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function parsed(line: string, number: number): { previous: unknown; sequence: unknown } {
  try {
    const { previous, sequence } = JSON.parse(line);
    return { previous, sequence };
  } catch (cause) {
    throw new LinesError(`record:${number} is no line of a record`, { cause });
  }
}

/** `node verify-lines.ts FILE [--head HASH]`: ends with 0 when the record is whole, with 1 when it is not. */
function main(): void {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { head: { type: 'string' } },
  });
  const [file] = positionals;
  if (file === undefined) throw new Error('usage: verify-lines.ts FILE [--head HASH]');
  const known = values.head === undefined ? {} : { knownHead: values.head };
  const { lines, head } = verifyLines(linesOf(readFileSync(file, 'utf8')), known);
  process.stdout.write(`${lines} lines, none changed or missing before the last, whose hash is ${head}\n`);
}

// Built into another file it is none that is run.
if (import.meta.main && import.meta.filename?.endsWith('verify-lines.ts')) {
  try {
    main();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
