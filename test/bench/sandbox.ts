import { Agent } from 'node:http';
import { prepareCalls } from './gateway-calls/calls.ts';
import { startMoto } from './gateway-calls/moto.ts';
import { exchange, type SentRequest } from './gateway-calls/signed-request.ts';
import { defineBench } from './harness/bench.ts';
import { startProcess } from './harness/processes.ts';
import { takeTurns, timed } from './harness/rounds.ts';
import type { SandboxAnswer } from './processes/sandbox.ts';

const callsInRound = 60;
const clients = 8;
const noDelays = { iam: 0, trustedAccess: 0, members: 0, accounts: 0 };

interface Target {
  readonly endpoint: string;
  readonly calls: readonly SentRequest[];
}

export default defineBench({
  measures:
    'Signed calls through the sandbox, beside the same straight to moto and to an empty HTTP server; start-up.',
  figures: {
    latencyToMoto: {
      kind: 'ratio',
      means: 'time of a call through the gateway / straight to moto',
      aim: { atMost: 2 },
    },
    throughputToMoto: {
      kind: 'ratio',
      means: 'calls a second of eight clients through the gateway / straight to moto',
      aim: { atLeast: 0.5 },
    },
    latencyToEmpty: { kind: 'limit', means: 'time of a call through the gateway / of one that does nothing' },
    throughputToEmpty: {
      kind: 'limit',
      means: 'calls a second of eight clients through the gateway / of calls that do nothing',
    },
    startToMoto: {
      kind: 'ratio',
      means: "start of an organization until it serves / start of moto's server",
      aim: { atMost: 2 },
    },
  },
  maxMinutes: 5,
  async run() {
    const calls = await measureCalls();
    const start = await takeTurns(
      'start until it serves',
      {
        sandbox: startAndStop(() => startProcess<SandboxAnswer>('sandbox', { delays: noDelays })),
        moto: startAndStop(startMoto),
      },
      { rounds: 5, warmUps: 1, seconds: 60 },
    );
    return { ...calls, startToMoto: start.ratio('sandbox', 'moto') };
  },
});

async function measureCalls() {
  await using sandbox = await startProcess<SandboxAnswer>('sandbox', { delays: noDelays });
  await using moto = await startMoto();
  await using empty = await startProcess<{ port: number }>('empty-server', {});
  const { endpoint, environment } = sandbox.answer;
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = environment;
  const calls = await prepareCalls(endpoint, { accessKeyId, secretAccessKey });
  const targets: Record<'gateway' | 'moto' | 'empty', Target> = {
    gateway: { endpoint, calls },
    moto: {
      endpoint: moto.endpoint,
      calls: await prepareCalls(moto.endpoint, { accessKeyId: 'bench', secretAccessKey: 'bench' }),
    },
    empty: { endpoint: `http://127.0.0.1:${empty.answer.port}`, calls },
  };
  const turns = (concurrency: number) =>
    takeTurns(
      `a call, ${concurrency} at a time`,
      {
        gateway: () => msPerCall(targets.gateway, concurrency),
        moto: () => msPerCall(targets.moto, concurrency),
        empty: () => msPerCall(targets.empty, concurrency),
      },
      { rounds: 15, warmUps: 3, seconds: 45 },
    );
  const alone = await turns(1);
  const together = await turns(clients);
  return {
    latencyToMoto: alone.ratio('gateway', 'moto'),
    latencyToEmpty: alone.ratio('gateway', 'empty'),
    throughputToMoto: together.ratio('moto', 'gateway'),
    throughputToEmpty: together.ratio('empty', 'gateway'),
  };
}

/** Milliseconds for each call, of so many clients that wait for their answers. */
async function msPerCall({ endpoint, calls }: Target, concurrency: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  let next = 0;
  const client = async () => {
    while (next < callsInRound) await exchange(endpoint, calls[next++ % calls.length] as SentRequest, agent);
  };
  try {
    return (await timed(() => Promise.all(Array.from({ length: concurrency }, client)))) / callsInRound;
  } finally {
    agent.destroy();
  }
}

/** Milliseconds until something serves; its end is not counted. */
function startAndStop(start: () => Promise<AsyncDisposable>): () => Promise<number> {
  return async () => {
    const began = performance.now();
    await using _started = await start();
    return performance.now() - began;
  };
}
