/** Audits a large organization from start to end, in a process of its own whose memory is measured. */
import { streamedAudit } from '@trailguard/audit';
import { largeOrganization, stubCredentials } from '@trailguard/audit/test/aws-at-rates';
import { answerBench } from '../harness/processes.ts';

export interface AuditAtRatesTask {
  readonly accounts: number;
  readonly regions: number;
}

export interface AuditAtRatesAnswer {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Memory before the audit, its modules loaded, in MiB. */
  readonly megabytesBefore: number;
  readonly results: number;
}

answerBench(async ({ accounts, regions }: AuditAtRatesTask): Promise<AuditAtRatesAnswer> => {
  const megabytesBefore = process.memoryUsage.rss() / 2 ** 20;
  const { audited } = largeOrganization(accounts, regions);
  const before = process.cpuUsage();
  const start = performance.now();
  const { results, complete, unread } = await streamedAudit({
    organization: audited,
    credentials: stubCredentials,
  });
  // Written as a report writes them, to nowhere.
  let count = 0;
  for (const result of results) if (JSON.stringify(result) !== '') count += 1;
  const seconds = (performance.now() - start) / 1000;
  if (!complete) throw new Error(`the audit was not complete: ${unread[0]?.detail}`);
  const { user, system } = process.cpuUsage(before);
  return { seconds, cpuSeconds: (user + system) / 1e6, megabytesBefore, results: count };
});
