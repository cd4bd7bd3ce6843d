import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** What a record proves: as many acts as it has lines, each as it was written. */
export interface VerifiedActs {
  readonly acts: number;
  /** SHA-256 of the last line, hexadecimal; `null` of an empty record. */
  readonly head: string | null;
}

/** Says from which line on a record cannot be believed. */
export class ActsError extends Error {
  override readonly name = 'ActsError';
}

/**
 * Verifies an exported record of acts, with nothing but its text: each line has its number and the SHA-256 of the line
 * before it. This file needs nothing but Node, so that an auditor can take it along.
 *
 * @param options.knownHead a hash that was told before, as by `GET /v1/acts/head`: the record must hold that line. Without it
 * nobody can say whether lines are missing at the end.
 * @throws ActsError naming the line that was changed, moved, removed or is none.
 */
export function verifyActs(
  lines: readonly string[],
  { knownHead }: { knownHead?: string } = {},
): VerifiedActs {
  let head: string | null = null;
  let isKnownHeadThere = knownHead === undefined;
  for (const [at, line] of lines.entries()) {
    const { previous, sequence } = parsed(line, at + 1);
    if (sequence !== at + 1)
      throw new ActsError(
        `record:${at + 1} has the number ${sequence}: a line was moved, doubled or removed`,
      );
    if (previous !== head)
      throw new ActsError(`record:${at + 1} does not follow the line before it: one of them was changed`);
    head = hash('sha256', line);
    isKnownHeadThere ||= head === knownHead;
  }
  if (!isKnownHeadThere)
    throw new ActsError(`The record does not hold the act with hash ${knownHead}: its end was cut off`);
  return { acts: lines.length, head };
}

function parsed(line: string, number: number): { previous: unknown; sequence: unknown } {
  try {
    const { previous, sequence } = JSON.parse(line);
    return { previous, sequence };
  } catch (cause) {
    throw new ActsError(`record:${number} is no act`, { cause });
  }
}

/** `node verify-acts.ts FILE [--head HASH]`: ends with 0 when the record is whole, with 1 when it is not. */
function main(): void {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { head: { type: 'string' } },
  });
  const [file] = positionals;
  if (file === undefined) throw new Error('usage: verify-acts.ts FILE [--head HASH]');
  const text = readFileSync(file, 'utf8');
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  const { acts, head } = verifyActs(lines, values.head === undefined ? {} : { knownHead: values.head });
  process.stdout.write(`${acts} acts, none changed or missing before the last, whose hash is ${head}\n`);
}

if (import.meta.main) {
  try {
    main();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
