import { readFile } from 'node:fs/promises';
import { describe, verifyBundle } from '@trailguard/evidence';
import { ExitCode } from '../exit-code.ts';
import type { VerifyFlags } from './command.ts';

/** Verifies a bundle, prints what it proves, and answers with the exit code. @throws when the file cannot be read. */
export async function verifyEvidence(file: string, { json, ...known }: VerifyFlags): Promise<number> {
  const bytes = await readFile(file).catch((cause: Error) => {
    throw new Error(`${file} cannot be read: ${cause.message}`, { cause });
  });
  const found = verifyBundle(bytes, known);
  process.stdout.write(
    json
      ? `${JSON.stringify({ schema: 'trailguard.evidence-verification/1', file, ...found }, null, 2)}\n`
      : describe(file, found, known),
  );
  return found.isWhole ? ExitCode.ok : ExitCode.findings;
}
