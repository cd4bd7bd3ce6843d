import { defineBench } from './harness/bench.ts';
import { askProcess, startProcess } from './harness/processes.ts';
import { printTable } from './harness/report.ts';
import type { AuditAtRatesAnswer, AuditAtRatesTask } from './processes/audit-at-rates.ts';
import type { AwsAtRatesAnswer, AwsAtRatesTask } from './processes/aws-at-rates.ts';

/** The organization that the larger one is compared with. */
const fewAccounts = 100;

export default defineBench({
  measures:
    'Audits of organizations of two sizes against an AWS that answers at its published rates: time, calls and memory.',
  figures: {
    peakMegabytes: {
      kind: 'limit',
      means: 'most memory that the audit of the larger organization held, Node.js and all code with it, MiB',
      aim: { atMost: 1024 },
    },
    callsPerAccount: {
      kind: 'ratio',
      means: 'calls of an account in the larger organization / in the one of 100 accounts',
      aim: { atMost: 1 },
    },
    timePerAccount: {
      kind: 'ratio',
      means: 'processor time of an account in the larger organization / in the one of 100 accounts',
      aim: { atMost: 1.2 },
    },
    throttled: { kind: 'ratio', means: 'calls refused for their rate / calls', aim: { atMost: 0.01 } },
    callsPerPlace: { kind: 'ratio', means: 'calls of the larger organization / accounts x regions' },
    secondsPerThousandCalls: {
      kind: 'limit',
      means: 'seconds of a thousand calls in the larger organization',
    },
  },
  parameters: {
    accounts: { default: 1000, least: 200, most: 10_000, description: 'accounts of the larger organization' },
    regions: { default: 17, least: 1, most: 17, description: 'regions of each account' },
    latency: { default: 20, least: 0, most: 1000, description: 'milliseconds that an answer of AWS takes' },
  },
  maxMinutes: 60,
  async run({ accounts, regions, latency }) {
    const few = await auditOf({ accounts: fewAccounts, regions, latency });
    const many = await auditOf({ accounts, regions, latency });
    printTable(
      'audits of organizations',
      [few, many].map((one) => ({
        accounts: one.accounts,
        seconds: one.seconds.toFixed(1),
        'processor s': one.cpuSeconds.toFixed(1),
        calls: one.calls,
        'calls of an account': (one.calls / one.accounts).toFixed(1),
        refused: one.throttled,
        results: one.results,
        'MiB before': one.megabytesBefore.toFixed(0),
        'MiB at most': one.peakMegabytes.toFixed(0),
      })),
    );
    return {
      peakMegabytes: many.peakMegabytes,
      callsPerAccount: many.calls / many.accounts / (few.calls / few.accounts),
      timePerAccount: many.cpuSeconds / many.accounts / (few.cpuSeconds / few.accounts),
      throttled: many.throttled / many.calls,
      callsPerPlace: many.calls / (accounts * regions),
      secondsPerThousandCalls: (1000 * many.seconds) / many.calls,
    };
  },
});

async function auditOf(task: AwsAtRatesTask) {
  await using aws = await startProcess<AwsAtRatesAnswer>('aws-at-rates', task);
  const { endpoint, countsUrl } = aws.answer;
  const { accounts, regions } = task;
  const audited = await askProcess<AuditAtRatesAnswer>(
    'audit-at-rates',
    { accounts, regions } satisfies AuditAtRatesTask,
    { env: { AWS_ENDPOINT_URL: endpoint } },
  );
  const counts = (await (await fetch(countsUrl)).json()) as {
    calls: Readonly<Record<string, number>>;
    throttled: number;
  };
  const calls = Object.values(counts.calls).reduce((sum, count) => sum + count, 0);
  return {
    accounts,
    calls,
    throttled: counts.throttled,
    peakMegabytes: audited.peakMegabytes,
    ...audited.answer,
  };
}
