import { Agent } from 'node:http';
import { type AuditReport, audit } from '@trailguard/audit';
import { type RecordedCall, record } from './audit-calls/recorder.ts';
import { sessions, takeClockOf } from './audit-calls/sandbox-sessions.ts';
import { exchange } from './gateway-calls/signed-request.ts';
import { defineBench } from './harness/bench.ts';
import { startProcess } from './harness/processes.ts';
import { printTable } from './harness/report.ts';
import { takeTurns, timing } from './harness/rounds.ts';
import type { AuditedAnswer } from './processes/audited-organization.ts';

/** Calls under way at a time when they are sent bare; the audit's own limit. */
const atOnce = 64;

export default defineBench({
  measures:
    'Audits of one account and of an organization, beside the same signed calls sent bare and in parallel.',
  figures: {
    oneToCalls: {
      kind: 'ratio',
      means: 'audit of one account / its calls with nothing between them',
      aim: { atMost: 3 },
    },
    allToCalls: {
      kind: 'ratio',
      means: 'audit of the organization / its calls with nothing between them',
      aim: { atMost: 1.5 },
    },
    allToOneByOne: {
      kind: 'limit',
      means: 'audit of the organization / its calls one after the other',
    },
    callsPerPlace: {
      kind: 'ratio',
      means: "calls of the organization's audit / accounts x regions",
    },
    callsOfOne: { kind: 'ratio', means: "calls of one account's audit / regions" },
  },
  parameters: {
    accounts: { default: 3, least: 3, most: 40, description: 'accounts of the organization' },
    regions: { default: 4, least: 2, most: 17, description: 'regions that each of them has enabled' },
  },
  maxMinutes: 10,
  async run({ accounts, regions }) {
    await using organization = await startProcess<AuditedAnswer>('audited-organization', {
      accounts,
      regions,
    });
    const { endpoint, audited, accountIds } = organization.answer;
    await takeClockOf(endpoint);
    const credentials = sessions(organization.answer);
    const last = accountIds.slice(-1);
    const one = () => audit({ organization: audited, credentials, accounts: last });
    const all = () => audit({ organization: audited, credentials });

    const callsOfOne = await recorded(endpoint, one);
    const callsOfAll = await recorded(endpoint, all);
    printTable('calls', [
      { audit: 'one account', calls: callsOfOne.length },
      { audit: `${accounts} accounts x ${regions} regions`, calls: callsOfAll.length },
    ]);

    process.env.AWS_ENDPOINT_URL = endpoint;
    const rounds = await takeTurns(
      'audits, and their calls sent bare',
      {
        one: timing(one),
        bareOne: timing(() => sendAll(endpoint, callsOfOne, atOnce)),
        all: timing(all),
        bareAll: timing(() => sendAll(endpoint, callsOfAll, atOnce)),
        oneByOne: timing(() => sendAll(endpoint, callsOfAll, 1)),
      },
      { rounds: 7, warmUps: 1, seconds: 120 },
    );
    return {
      oneToCalls: rounds.ratio('one', 'bareOne'),
      allToCalls: rounds.ratio('all', 'bareAll'),
      allToOneByOne: rounds.ratio('all', 'oneByOne'),
      callsPerPlace: callsOfAll.length / (accounts * regions),
      callsOfOne: callsOfOne.length / regions,
    };
  },
});

/** The calls of an audit, each as it was signed. @throws Error when the audit could not read everything. */
async function recorded(
  endpoint: string,
  work: () => Promise<AuditReport>,
): Promise<readonly RecordedCall[]> {
  await using recorder = await record(endpoint);
  process.env.AWS_ENDPOINT_URL = recorder.endpoint;
  const { complete, unread } = await work();
  if (!complete) throw new Error(`the audit was not complete: ${unread[0]?.detail}`);
  return recorder.calls;
}

async function sendAll(endpoint: string, calls: readonly RecordedCall[], parallel: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: parallel });
  let next = 0;
  const sender = async () => {
    while (next < calls.length) {
      const call = calls[next++] as RecordedCall;
      await exchange(endpoint, call, agent, call.status);
    }
  };
  try {
    await Promise.all(Array.from({ length: parallel }, sender));
  } finally {
    agent.destroy();
  }
}
