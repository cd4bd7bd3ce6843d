/** Audits a large organization from start to end, in a process of its own whose memory is measured. */
import { SavedAudit, streamedAudit } from '@trailguard/audit';
import { largeOrganization, stubCredentials } from '@trailguard/audit/test/aws-at-rates';
import { answerBench } from '../harness/processes.ts';

export interface AuditAtRatesTask {
  readonly accounts: number;
  readonly regions: number;
  /** What an interrupted audit has kept; `null`: nothing was read before. */
  readonly saved: string | null;
}

export interface AuditAtRatesAnswer {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Memory before the audit, its modules loaded, in MiB. */
  readonly megabytesBefore: number;
  readonly results: number;
}

answerBench(async ({ accounts, regions, saved: file }: AuditAtRatesTask): Promise<AuditAtRatesAnswer> => {
  const megabytesBefore = process.memoryUsage.rss() / 2 ** 20;
  const { audited } = largeOrganization(accounts, regions);
  const before = process.cpuUsage();
  const start = performance.now();
  await using saved = file === null ? undefined : await SavedAudit.open(file, { of: 'bench' });
  const { results, complete, unread } = await streamedAudit({
    organization: audited,
    credentials: stubCredentials,
    ...(saved === undefined ? {} : { saved }),
  });
  // Written as a report writes them, to nowhere.
  let count = 0;
  for (const result of results) if (JSON.stringify(result) !== '') count += 1;
  const seconds = (performance.now() - start) / 1000;
  if (!complete) throw new Error(`the audit was not complete: ${unread[0]?.detail}`);
  const { user, system } = process.cpuUsage(before);
  return { seconds, cpuSeconds: (user + system) / 1e6, megabytesBefore, results: count };
});
