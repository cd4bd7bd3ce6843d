import { Agent, get } from 'node:http';
import { defineBench } from './harness/bench.ts';
import { startProcess } from './harness/processes.ts';
import { takeTurns, timed } from './harness/rounds.ts';
import type { ApiReads } from './processes/api-reads.ts';

const ReadsInRound = 600;
const Clients = 16;

export default defineBench({
  measures:
    'Reading a job through the service, beside a bare route that makes the same query and asks nobody who calls.',
  figures: {
    readsToBare: {
      kind: 'limit',
      means:
        'reads a second of 16 clients, with authentication and all else / of a bare route with the same query',
      aim: { atLeast: 0.6 },
    },
    latencyToBare: {
      kind: 'limit',
      means: 'time of a read, one at a time / on a bare route with the same query',
    },
  },
  maxMinutes: 4,
  async run() {
    await using reads = await startProcess<ApiReads>('api-reads', {});
    const { service, bare, key, jobs } = reads.answer;
    const turns = (clients: number) =>
      takeTurns(
        `a read, ${clients} at a time`,
        {
          service: () => msPerRead(`${service}/v1/jobs/`, jobs, clients, { authorization: `Bearer ${key}` }),
          bare: () => msPerRead(`${bare}/`, jobs, clients, {}),
        },
        { rounds: 15, warmUps: 3, seconds: 60 },
      );
    const together = await turns(Clients);
    const alone = await turns(1);
    return {
      readsToBare: together.ratio('bare', 'service'),
      latencyToBare: alone.ratio('service', 'bare'),
    };
  },
});

/** Milliseconds for each read, of so many clients that wait for their answers. */
async function msPerRead(
  url: string,
  ids: readonly string[],
  clients: number,
  headers: Record<string, string>,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  let next = 0;
  const client = async () => {
    while (next < ReadsInRound) await read(url + ids[next++ % ids.length], headers, agent);
  };
  try {
    return (await timed(() => Promise.all(Array.from({ length: clients }, client)))) / ReadsInRound;
  } finally {
    agent.destroy();
  }
}

/** @throws Error when the answer is no job. */
function read(url: string, headers: Record<string, string>, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { headers, agent }, (response) => {
      let size = 0;
      response.on('data', (data: Buffer) => {
        size += data.length;
      });
      response.on('end', () =>
        response.statusCode === 200 && size > 100
          ? resolve()
          : reject(new Error(`${url}: ${response.statusCode}`)),
      );
    }).on('error', reject);
  });
}
