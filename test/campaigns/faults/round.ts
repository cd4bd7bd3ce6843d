import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { ReportResult } from '../../end-to-end/service.ts';
import { superviseDatabase } from '../../faults/database-server.ts';
import { partOf } from '../../faults/processes.ts';
import { type Outcome, violationsOf } from '../invariants.ts';
import { approverOf, ask, type Asked, endOf } from '../jobs.ts';
import { type CampaignOrganization, startOrganization } from '../organization.ts';
import type { PreparedOrganization } from '../prepared-organization.ts';
import { type FaultyProxy, type Injected, startFaultyProxy } from './faulty-proxy.ts';
import { decidingBy, type FaultPlan } from './plan.ts';
import { moveTo, type SmallDisk, smallDisk } from './small-disk.ts';

/** How long a job may take, milliseconds. */
const StuckMilliseconds = 480_000;

/** How long a database server may take to start, milliseconds. */
const DatabaseStartMilliseconds = 15_000;

/** What came of a round. */
export interface FaultRound {
  /** Faults of calls; restarts and full disks by their number. */
  readonly injected: readonly Pick<Injected, 'fault' | 'service'>[];
  readonly disturbed: number;
  readonly met: readonly Outcome[];
  readonly again: readonly Outcome[];
  readonly violations: readonly string[];
  /** Why the round could not be played here. */
  readonly absent?: string;
}

/** Something that goes wrong until it is told to stop. */
interface Trouble {
  /** Ends it. @returns how often it came. */
  end(): Promise<number>;
}

/** Plays a round: jobs while something goes wrong, the same again once nothing does, and a look at what is left. */
export async function playFaults(
  prepared: PreparedOrganization,
  seed: number,
  plan: FaultPlan,
  { keepLog }: { keepLog?: (log: readonly string[]) => Promise<void> } = {},
): Promise<FaultRound> {
  let proxy: FaultyProxy | undefined;
  let disk: SmallDisk | undefined;
  await using stack = new AsyncDisposableStack();
  const organization = await startOrganization(prepared, {
    replicas: 1,
    async environment({ folder, service: { sandbox } }) {
      if (plan.disturbance === 'aws') {
        proxy = stack.use(await startFaultyProxy(sandbox.endpoint, decidingBy(seed, plan)));
        return { AWS_ENDPOINT_URL: proxy.endpoint };
      }
      if (plan.disturbance === 'database') return {};
      disk = await smallDisk();
      if (disk === undefined) return {};
      stack.use(disk);
      return {
        PULUMI_BACKEND_URL: pathToFileURL(await moveTo(disk, join(folder, 'pulumi'))).href,
        TRAILGUARD_WORK_DIR: await moveTo(disk, join(folder, 'work-0')),
        // What is compiled once is no state, and large.
        NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
      };
    },
  });
  stack.use(organization);
  if (plan.disturbance === 'disk' && disk === undefined)
    return {
      injected: [],
      disturbed: 0,
      met: [],
      again: [],
      violations: [],
      absent: 'mounting is not permitted',
    };
  const approver = await approverOf(organization);
  const wanted = await askAll(organization, plan);
  const trouble = await begin(organization, plan, disk);
  const met = await Promise.all(
    wanted.map(async (asked) => ({
      asked,
      ended: await endOf(organization, approver, asked.job, StuckMilliseconds),
    })),
  );
  proxy?.calm();
  const disturbed = await trouble.end();
  const again = await Promise.all(
    met
      .filter(({ asked, ended }) => ended?.state !== 'succeeded' || asked.wanted === 'audit')
      .map(async ({ asked: { wanted: kind, name, account } }) => {
        const asked = await ask(organization, kind, name, account);
        return { asked, ended: await endOf(organization, approver, asked.job, StuckMilliseconds) };
      }),
  );
  const violations = [
    ...again
      .filter(({ ended }) => ended?.state !== 'succeeded')
      .map(
        ({ asked, ended }) =>
          `${asked.wanted} of ${asked.name} does not succeed once all is well either: ${ended?.error?.message}`,
      ),
    ...(await violationsOf(organization, [...met, ...again])),
    ...(await wrongVerdicts(organization, met, again)),
  ];
  if (violations.length > 0) await keepLog?.(organization.log);
  return { injected: proxy?.injected ?? [], disturbed, met, again, violations };
}

/** An account that is made, one that is changed, and audits of one that nothing changes. */
function askAll(organization: CampaignOrganization, { round }: FaultPlan): Promise<Asked[]> {
  const [kept] = organization.accounts.kept;
  const [unchanged] = organization.accounts.doomed;
  return Promise.all([
    ask(organization, 'vend', `vended-${round}`),
    ask(organization, 'update', kept.name, kept.id),
    ask(organization, 'audit', unchanged.name, unchanged.id),
  ]);
}

/** Lets happen at the plan's moments what it says. */
async function begin(
  { folder }: CampaignOrganization,
  { disturbance, moments }: FaultPlan,
  disk: SmallDisk | undefined,
): Promise<Trouble> {
  const over = new AbortController();
  const wait = (ms: number) => sleep(ms, undefined, { signal: over.signal }).catch(() => {});
  const database = disturbance === 'database' ? await superviseDatabase(folder) : undefined;
  const once = {
    aws: async () => {},
    database: async () => {
      for (const { pid } of await partOf(folder, 'database')) process.kill(pid, 'SIGINT');
      database?.start();
    },
    disk: async (forMs: number) => {
      await disk?.fill();
      await wait(forMs);
      await disk?.free();
    },
  }[disturbance];
  const happening = (async () => {
    let count = 0;
    for (const { afterMs, forMs } of moments) {
      await wait(afterMs);
      if (over.signal.aborted) break;
      await once(forMs);
      count += 1;
    }
    return count;
  })();
  return {
    async end() {
      over.abort();
      const count = await happening;
      // A server that was stopped last may still be coming up.
      setTimeout(() => database?.[Symbol.dispose](), DatabaseStartMilliseconds);
      return count;
    },
  };
}

/** An audit that could not read something knows less than one that could: it never says anything else. */
async function wrongVerdicts(
  { front }: CampaignOrganization,
  met: readonly Outcome[],
  again: readonly Outcome[],
): Promise<string[]> {
  const verdictsOf = async ({ ended }: Outcome) => {
    const { report, state } = await front.get<{ state: string; report: { results: ReportResult[] } }>(
      `/v1/audits/${ended?.result?.audit}`,
    );
    const verdicts = report.results.map(
      ({ controlId, subject, verdict }) => [`${controlId} ${subject.id}`, verdict.status] as const,
    );
    return { state, verdicts: new Map(verdicts) };
  };
  const found = await Promise.all(
    met
      .filter(({ asked, ended }) => asked.wanted === 'audit' && ended?.state === 'succeeded')
      .map(async (outcome) => {
        const clean = again.find(
          ({ asked }) => asked.wanted === 'audit' && asked.name === outcome.asked.name,
        );
        if (clean?.ended?.state !== 'succeeded') return [];
        const [disturbed, quiet] = await Promise.all([verdictsOf(outcome), verdictsOf(clean)]);
        const others = [...disturbed.verdicts].filter(
          ([what, status]) => status !== quiet.verdicts.get(what),
        );
        const wrong = others
          .filter(([, status]) => status !== 'unknown')
          .map(
            ([what, status]) =>
              `an audit says ${status} of ${what}, which is ${quiet.verdicts.get(what) ?? 'not there'}`,
          );
        const isHidden = others.length > 0 && disturbed.state === 'complete';
        return isHidden ? [...wrong, 'an audit that could not read all calls itself complete'] : wrong;
      }),
  );
  return found.flat();
}
