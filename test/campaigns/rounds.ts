import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Keeps the log of a round that violated something. */
export type KeepLog = (log: readonly string[]) => Promise<void>;

/** Rounds of a campaign, one after the other. */
export interface Rounds<R> {
  /** Name of the campaign: the script `test:NAME` plays it. */
  readonly campaign: string;
  readonly options: Readonly<Record<'seed' | 'round' | 'minutes', number>>;
  /** Plays one. */
  play(round: number, keepLog: KeepLog): Promise<R>;
  /** A line on what came of one. */
  describe(played: R): string;
  /** Whether those that were played are enough. */
  isEnough(played: readonly R[]): boolean;
}

/** Plays rounds until they are enough or the time is over, and says what came of each and how to play one alone. */
export async function playRounds<R extends { readonly violations: readonly string[] }>({
  campaign,
  options: { seed, round: only, minutes },
  play,
  describe,
  isEnough,
}: Rounds<R>): Promise<R[]> {
  const deadline = Date.now() + minutes * 60_000;
  const all: R[] = [];
  for (let round = only || 1; !isEnough(all) && Date.now() < deadline; round++) {
    const began = performance.now();
    const played = await play(round, async (lines) => {
      const file = join(tmpdir(), `trailguard-${campaign}-${seed}-${round}.jsonl`);
      await writeFile(file, lines.join('\n'));
      say(`log of round ${round}: ${file}`);
    });
    all.push(played);
    say(`round ${round}: ${describe(played)}; ${Math.round((performance.now() - began) / 1_000)} s`);
    for (const violation of played.violations) say(`  VIOLATED: ${violation}`);
    if (played.violations.length > 0) say(`  alone: pnpm test:${campaign} --seed ${seed} --round ${round}`);
    if (only > 0) break;
  }
  return all;
}

/** Ends a campaign by its one line on the standard output, with the time that it took, and by the exit code of the process. */
export function endCampaign(told: object, violations: readonly string[]): void {
  const held = violations.length === 0;
  const seconds = Math.round(performance.now() / 1_000);
  process.stdout.write(`${JSON.stringify({ ...told, seconds, violations, held })}\n`);
  process.exitCode = held ? 0 : 1;
}

/** Tells whoever watches. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
