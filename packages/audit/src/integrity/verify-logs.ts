import type { ChainEnd, PlaceReport } from './chain-report.ts';
import { LogFileBacklog } from './log-file-backlog.ts';
import type { LogPlace } from './log-place.ts';
import type { IntegrityTools } from './place-task.ts';
import { verifyPlace } from './verify-place.ts';

/** An account that has to be recorded. */
export interface ExpectedAccount {
  /** 12 digits. */
  readonly accountId: string;
  /** When it joined: nothing is expected of it before. Default: it was always there. */
  readonly since?: Date;
}

/** What is to be proved of whom. */
export interface VerifyLogsOptions {
  readonly accounts: readonly ExpectedAccount[];
  readonly regions: readonly string[];
  /** Where the trail delivered in that time; more than one when it was given another bucket or prefix. */
  readonly places: readonly LogPlace[];
  /** Inclusive. */
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
  /** When the logs are read. */
  readonly asOf: Date;
  /** Ends of chains that an earlier run has seen. */
  readonly knownEnds?: readonly ChainEnd[];
  /** Accounts and Regions to pass over, as {@link placeId} names them. Default: none. */
  readonly except?: ReadonlySet<string>;
}

/** One account and Region. */
export const placeId = ({
  accountId,
  region,
}: {
  readonly accountId: string;
  readonly region: string;
}): string => `${accountId} ${region}`;

/** Accounts and Regions that are verified at once. */
const placesAtOnce = 16;

/**
 * Verifies the digests and log files of every account and Region in parallel, and finds what was not delivered or is gone. Each
 * report is given as soon as it is there, so that memory does not grow with their number.
 *
 * @throws the reason of `tools.signal` when it is aborted. What cannot be read is told as unknown.
 */
export async function* verifyLogs(
  options: VerifyLogsOptions,
  tools: IntegrityTools,
): AsyncGenerator<PlaceReport, void, undefined> {
  const waiting = new Map<number, Promise<{ at: number; report: PlaceReport }>>();
  const backlog = new LogFileBacklog();
  const { from, to, asOf, places, knownEnds = [], except } = options;
  let at = 0;
  for (const { accountId, since } of options.accounts) {
    for (const region of options.regions) {
      if (except?.has(placeId({ accountId, region })) === true) continue;
      const task = {
        accountId,
        region,
        places,
        from: from.getTime(),
        to: to.getTime(),
        asOf: asOf.getTime(),
        ...(since === undefined ? {} : { since: since.getTime() }),
        knownEnds: knownEnds.filter(({ chain }) => chain.startsWith(`${accountId} ${region} `)),
      };
      const own = at;
      const work = verifyPlace(task, tools, backlog).then((report) => ({ at: own, report }));
      work.catch(() => {}); // Thrown where it is awaited, if anybody still waits.
      waiting.set(own, work);
      at += 1;
      if (waiting.size >= placesAtOnce) yield await next(waiting);
    }
  }
  while (waiting.size > 0) yield await next(waiting);
}

async function next(
  waiting: Map<number, Promise<{ at: number; report: PlaceReport }>>,
): Promise<PlaceReport> {
  const { at, report } = await Promise.race(waiting.values());
  waiting.delete(at);
  return report;
}
