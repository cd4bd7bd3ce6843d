import autocannon from 'autocannon';
import { quantileSorted } from 'simple-statistics';
import { type RunningService, startService } from '../end-to-end/service.ts';
import { partOf } from '../faults/processes.ts';
import { drawing } from './draw.ts';
import { type Heard, listen, missedBy } from './load/listener.ts';
import { memoryOf } from './load/memory.ts';
import { vendAtOnce, watchRunning } from './load/vends.ts';
import { optionsOf } from './options.ts';
import { regions, stackSettings } from './prepared-organization.ts';
import { endCampaign, say } from './rounds.ts';

const options = optionsOf('load');

/** Jobs that the service runs at once. */
const Concurrency = 2;

/** An event after which a listener is cut off at the latest: every job that makes an account has more. */
const LatestCut = 40;

async function main(): Promise<void> {
  await using running = await startService({
    environment: {
      ...stackSettings(regions.before),
      TRAILGUARD_CONCURRENCY: String(Concurrency),
      TRAILGUARD_REQUESTS_PER_MINUTE: '100000000',
    },
  });
  const [{ pid } = { pid: 0 }] = await partOf(running.folder, 'service');
  const atStart = await memoryOf(pid);
  const jobs = await askAndFollow(running);
  const reads = await read(running, jobs.ids);
  const violations = [...jobs.violations, ...reads.violations];
  const atEnd = await memoryOf(pid);
  const memory = { atStart: atStart.now, peak: atEnd.peak, atEnd: atEnd.now };
  endCampaign({ campaign: 'load', ...jobs.told, reads: reads.told, memoryMiB: memory }, violations);
}

/** Asks for many accounts at once, follows one of the jobs by many listeners, and lets the first of them end. */
async function askAndFollow(running: RunningService) {
  const { vends: count, finish, listeners, seed } = options;
  const watch = watchRunning(running);
  const vends = await vendAtOnce(running, count);
  say(`${count} accounts asked for, each twice: answered in ${vends.ms} ms`);
  const [followed = ''] = vends.jobs;
  const draw = drawing(seed, 'where listeners are cut off');
  const stream = {
    url: `${running.service.url}/v1/jobs/${followed}/events`,
    apiKey: running.service.apiKey,
  };
  const listening = Promise.all(
    Array.from({ length: listeners }, () => listen(stream, draw.whole(1, LatestCut))),
  );
  for (const job of vends.jobs.slice(finish)) await running.post(`/v1/jobs/${job}/cancel`);
  const heard = await listening;
  const ended = await Promise.all(vends.jobs.map((job) => running.job(job)));
  const most = await watch.stop();
  const last = (await running.events(followed)).length;
  const violations = [
    ...vends.violations,
    ...(most > Concurrency ? [`${most} jobs ran at once, where ${Concurrency} may`] : []),
    ...ended.flatMap(({ id, state, error }, index) => {
      const isRight = index < finish ? state === 'succeeded' : ['canceled', 'succeeded'].includes(state);
      return isRight ? [] : [`job ${id} is ${state}: ${error?.message}`];
    }),
    ...new Set(heard.flatMap((one) => missedBy(one, last))),
  ];
  const delays = percentiles(heard);
  say(`${listeners} listeners, each cut off once, had ${last} events; ${JSON.stringify(delays)}`);
  return {
    ids: vends.jobs,
    violations,
    told: {
      vends: { asked: count, ms: vends.ms, ranAtOnce: most },
      listeners: { count: listeners, events: last, delayMs: delays },
    },
  };
}

function percentiles(heard: readonly Heard[]): Record<'median' | 'p99' | 'longest', number> {
  const delays = Float64Array.from(heard.flatMap((one) => one.delays)).sort();
  const at = (share: number) => (delays.length === 0 ? 0 : Math.round(quantileSorted([...delays], share)));
  return { median: at(0.5), p99: at(0.99), longest: at(1) };
}

/** Reads by many clients at once, each of which asks again as soon as it is answered. */
async function read({ service }: RunningService, jobs: readonly string[]) {
  const result = await autocannon({
    url: service.url,
    connections: options.readers,
    duration: options.seconds,
    headers: { authorization: `Bearer ${service.apiKey}` },
    requests: [
      ...jobs.slice(0, 20).map((id) => ({ path: `/v1/jobs/${id}` })),
      { path: '/v1/accounts?limit=10' },
      { path: '/v1/jobs?limit=10' },
    ],
  });
  const { errors, timeouts, non2xx, latency, requests } = result;
  const told = {
    clients: options.readers,
    answered: result['2xx'],
    perSecond: Math.round(requests.average),
    latencyMs: { median: latency.p50, p99: latency.p99, longest: latency.max },
  };
  say(`${options.readers} clients read: ${JSON.stringify(told)}`);
  const lost = { errors, timeouts, 'answers other than 2xx': non2xx };
  return {
    told,
    violations: Object.entries(lost).flatMap(([what, count]) =>
      count === 0 ? [] : [`reads: ${count} ${what}`],
    ),
  };
}

await main();
