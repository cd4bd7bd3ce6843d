import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallCounts } from '@trailguard/audit/test/aws-at-rates';
import { defineBench } from './harness/bench.ts';
import { askProcess, startProcess } from './harness/processes.ts';
import { printTable } from './harness/report.ts';
import type { AuditAtRatesAnswer, AuditAtRatesTask } from './processes/audit-at-rates.ts';
import type { AwsAtRatesAnswer, AwsAtRatesTask } from './processes/aws-at-rates.ts';

/** The organization that the larger one is compared with. */
const fewAccounts = 100;

/** What V8 may keep: it lets garbage lie while there is room, and 1 GiB is to suffice for all of the process. */
const nodeOptions = ['--max-old-space-size=700'];

export default defineBench({
  measures:
    'Audits of organizations of two sizes against an AWS that answers at its published rates: time, calls and memory.',
  figures: {
    peakMegabytes: {
      kind: 'limit',
      means: 'most memory that the audit of the larger organization held, Node.js and all code with it, MiB',
      aim: { atMost: 1024 },
    },
    resumedMegabytes: {
      kind: 'limit',
      means: 'the same of an audit that goes on after it has read all accounts of the largest organization',
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
    largest: { default: 5000, least: 200, most: 10_000, description: 'accounts of the largest organization' },
    regions: { default: 17, least: 1, most: 17, description: 'regions of each account' },
    latency: { default: 20, least: 0, most: 1000, description: 'milliseconds that an answer of AWS takes' },
  },
  maxMinutes: 60,
  async run({ accounts, largest, regions, latency }) {
    const few = await auditOf({ accounts: fewAccounts, regions, latency });
    const many = await auditOf({ accounts, regions, latency });
    const resumed = await resumedAuditOf(largest, regions);
    printTable(
      'audits of organizations',
      [few, many, resumed].map((one) => ({
        accounts: one.accounts,
        'read before': one === resumed ? 'all' : 'none',
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
      resumedMegabytes: resumed.peakMegabytes,
      callsPerAccount: many.calls / many.accounts / (few.calls / few.accounts),
      timePerAccount: many.cpuSeconds / many.accounts / (few.cpuSeconds / few.accounts),
      throttled: many.throttled / many.calls,
      callsPerPlace: many.calls / (accounts * regions),
      secondsPerThousandCalls: (1000 * many.seconds) / many.calls,
    };
  },
});

/** An audit that had read all accounts when it was interrupted: what is left is to read what they share, and to judge. */
async function resumedAuditOf(accounts: number, regions: number) {
  const folder = await mkdtemp(join(tmpdir(), 'audit-scale-'));
  try {
    const saved = join(folder, 'saved.jsonl');
    await using aws = await startProcess<AwsAtRatesAnswer>('aws-at-rates', { accounts, regions, latency: 0 });
    const env = { AWS_ENDPOINT_URL: aws.answer.endpoint };
    await askProcess<number>('saved-members', { accounts, regions, file: saved }, { env });
    return await auditAt(aws.answer, { accounts, regions, saved });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function auditOf(task: AwsAtRatesTask) {
  await using aws = await startProcess<AwsAtRatesAnswer>('aws-at-rates', task);
  const { accounts, regions } = task;
  return await auditAt(aws.answer, { accounts, regions, saved: null });
}

async function auditAt({ endpoint, countsUrl }: AwsAtRatesAnswer, task: AuditAtRatesTask) {
  const { calls: before } = await countsAt(countsUrl);
  const audited = await askProcess<AuditAtRatesAnswer>('audit-at-rates', task, {
    env: { AWS_ENDPOINT_URL: endpoint },
    nodeOptions,
  });
  const { calls, throttled } = await countsAt(countsUrl);
  const { accounts } = task;
  return {
    accounts,
    calls: calls - before,
    throttled,
    peakMegabytes: audited.peakMegabytes,
    ...audited.answer,
  };
}

async function countsAt(url: string): Promise<{ readonly calls: number; readonly throttled: number }> {
  const { calls, throttled } = (await (await fetch(url)).json()) as CallCounts;
  return { calls: Object.values(calls).reduce((sum, count) => sum + count, 0), throttled };
}
