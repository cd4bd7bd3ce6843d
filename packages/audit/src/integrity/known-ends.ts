import { open, readFile } from 'node:fs/promises';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { ChainEnd } from './chain-report.ts';
import { chainedLine, ChainedLinesError, PreviousSchema, readChainedLines } from './chained-lines.ts';

const Line = Type.Object({
  /** When the run was made, ISO 8601. */
  at: Type.String(),
  previous: PreviousSchema,
  ends: Type.Array(
    Type.Object({
      chain: Type.String(),
      object: Type.String(),
      end: Type.String(),
      sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    }),
  ),
});
const lines = Compile(Line);

/** What earlier runs have seen at the ends of chains. */
export interface KnownEnds {
  /** The last one of each chain. */
  readonly ends: readonly ChainEnd[];
  /** Hash of the last line: whoever keeps it elsewhere can tell that the file was not cut. `null` without a line. */
  readonly head: string | null;
}

/**
 * Reads the ends that earlier runs have written, one line a run, each with the hash of the line before it.
 *
 * @param expected hash of the last line, as the run that wrote it has told: only by it lines that were removed from the end are missed.
 *   Default: the file may end anywhere.
 * @returns nothing known where there is no such file.
 * @throws ChainedLinesError naming the line that was changed, removed or cut off: then nothing in it is to be believed.
 */
export async function readKnownEnds(file: string, expected?: string): Promise<KnownEnds> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new ChainedLinesError(`${file} cannot be read (${error.message})`, { cause: error });
  });
  const ends = new Map<string, ChainEnd>();
  const { lines: read, head } = readChainedLines(linesOf(text, file), file, parseLine);
  if (expected !== undefined && head !== expected)
    throw new ChainedLinesError(
      `${file} does not end with the run ${expected}, but with ${head ?? 'none'}: lines were removed from its end, or runs added`,
    );
  for (const { ends: seen } of read) for (const end of seen) ends.set(end.chain, end);
  return { ends: [...ends.values()], head };
}

function linesOf(text: string, file: string): string[] {
  if (text === '') return [];
  const found = text.split('\n');
  if (found.pop() !== '')
    throw new ChainedLinesError(
      `${file}:${found.length + 1} is cut off, as after a crash; remove that line to go on with the run before it`,
    );
  return found;
}

function parseLine(content: unknown, where: string): Static<typeof Line> {
  if (lines.Check(content)) return content;
  const [first] = lines.Errors(content);
  throw new ChainedLinesError(`${where}: ${first?.instancePath || 'it'} ${first?.message}`);
}

/**
 * Writes what a run has seen at the ends of chains behind what earlier ones have.
 *
 * @param known what was read before.
 * @returns hash of the new line.
 */
export async function appendKnownEnds(
  file: string,
  known: KnownEnds,
  { at, ends }: { readonly at: Date; readonly ends: readonly ChainEnd[] },
): Promise<string> {
  const content = { at: at.toISOString(), previous: known.head, ends };
  const { line, hash } = chainedLine(JSON.stringify(content));
  const handle = await open(file, 'a');
  try {
    await handle.appendFile(`${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return hash;
}
