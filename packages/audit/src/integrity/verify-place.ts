import type { PlaceReport } from './chain-report.ts';
import { LogFileBacklog } from './log-file-backlog.ts';
import type { IntegrityTools, PlaceTask } from './place-task.ts';
import { PlaceVerification, type TakenValidDigest } from './place-verification.ts';
import type { ListedDigest } from './verify-digest.ts';

const day = 86_400_000;

/**
 * Verifies all that was delivered for one account and Region in a time, and finds what was not.
 *
 * @param backlog of all accounts and Regions that are verified beside it. Default: there are none.
 */
export async function verifyPlace(
  task: PlaceTask,
  tools: IntegrityTools,
  backlog = new LogFileBacklog(),
): Promise<PlaceReport> {
  const from = Math.max(task.from, task.since ?? task.from);
  const verification = new PlaceVerification({ ...task, from }, tools, task.from);
  const dates = daysBefore(task.to + day, from - day);
  // The newest first: what a verified digest says of the one before it is known when that one is read. While the files of a day are
  // verified, the digests of the day before it are, and those of the day before that are listed.
  let files = Promise.resolve();
  /** One day names about as many files as the one after it. */
  let named = 0;
  let listing = listedAhead(verification, dates[0]);
  for (const [at, date] of dates.entries()) {
    tools.signal?.throwIfAborted();
    const listed = await listing;
    listing = listedAhead(verification, dates[at + 1]);
    const verified = await backlog.read(() => verification.readDigests(listed), named, namedBy);
    named = namedBy(verified);
    await files;
    files = verification.verifyFiles(verified, date).finally(() => backlog.done(namedBy(verified)));
    files.catch(() => {}); // Thrown where it is awaited.
  }
  await files;
  return verification.report();
}

const namedBy = (digests: readonly TakenValidDigest[]) =>
  digests.reduce((sum, { digest }) => sum + digest.logFiles.length, 0);

/** Days from one to another, both in it, the latest first. */
function daysBefore(last: number, first: number): Date[] {
  const dates: Date[] = [];
  for (let date = startOfDay(last); date >= startOfDay(first); date -= day) dates.push(new Date(date));
  return dates;
}

const startOfDay = (time: number) => Math.floor(time / day) * day;

function listedAhead(verification: PlaceVerification, date: Date | undefined): Promise<ListedDigest[]> {
  const listing = date === undefined ? Promise.resolve([]) : verification.listDigests(date);
  listing.catch(() => {}); // Thrown where it is awaited.
  return listing;
}
