/** Verifies very many logs, in a process whose memory is its own. */
import { verifyInThread } from '@trailguard/audit/integrity';
import { answerBench } from '../harness/processes.ts';
import { accountId, bucket, type ManyLogsTask, regionName, start } from '../log-files/many-logs.ts';

answerBench<ManyLogsTask, number>(async ({ regions, days }) => {
  const to = start + days * 86_400_000;
  const options = {
    accounts: [{ accountId }],
    regions: Array.from({ length: regions }, (_, at) => regionName(at)),
    places: [{ bucket, prefix: null, organizationId: null }],
    from: new Date(start),
    to: new Date(to),
    asOf: new Date(to + 86_400_000),
  };
  const source = { store: { kind: 's3', region: 'us-east-1' }, keys: { kind: 'aws' } } as const;
  let logFiles = 0;
  for await (const { verified, faultCount, faults } of verifyInThread(options, source)) {
    if (faultCount > 0) throw new Error(`${faultCount} faults: ${faults[0]?.because} (${faults[0]?.object})`);
    logFiles += verified.logFiles;
  }
  return logFiles;
});
