import { setTimeout as sleep } from 'node:timers/promises';
import { type FoundProcess, isPart, processesOf } from '../../faults/processes.ts';
import type { CampaignOrganization } from '../organization.ts';
import type { Phase } from './phases.ts';
import type { PlannedKill, Target } from './plan.ts';

/** A process that was ended with SIGKILL. */
export interface Kill {
  readonly target: Target;
  readonly at: Date;
  /** Ids of the jobs whose processes it took along or left without what they need. */
  readonly jobs: readonly string[];
}

/** A process that may be killed, and the jobs that it works for. */
interface Victim {
  readonly target: Target;
  readonly pid: number;
  readonly jobs: readonly string[];
}

/** What each open job does now, by its id. */
type PhasesNow = () => Promise<ReadonlyMap<string, Phase>>;

/** How long to wait for a job to come to the phase, milliseconds; and after that for a process of the kind to be there at all. */
const PatienceMilliseconds = 12_000;

const jobIdIn = (command: string) => /run\.ts ([0-9a-f-]{36})/.exec(command)?.[1];

/**
 * Ends one process of the kind that a plan names while a job of its does what the plan says; in another phase where none comes to that
 * in time, and a job's where no process of the kind comes to be.
 * @returns `undefined` when there is nothing to kill any more.
 */
export async function kill(
  organization: Pick<CampaignOrganization, 'folder' | 'replicas'>,
  phasesNow: PhasesNow,
  { target, phase, intoMs, which }: Omit<PlannedKill, 'afterMs'>,
): Promise<Kill | undefined> {
  const began = Date.now();
  for (;;) {
    const patiences = (Date.now() - began) / PatienceMilliseconds;
    const victims = await victimsOf(organization);
    const ofKind = victims.filter((victim) => victim.target === target);
    const choices = [
      await doing(phasesNow, phase, ofKind),
      patiences > 1 ? ofKind : [],
      patiences > 2 ? victims.filter((one) => one.target === 'job') : [],
    ];
    const choice = choices.find(({ length }) => length > 0);
    const victim = choice?.[Math.floor(which * choice.length)];
    if (victim !== undefined) {
      await sleep(intoMs);
      if (end(victim)) return { target: victim.target, at: new Date(), jobs: victim.jobs };
    } else if (patiences > 2) return undefined;
    await sleep(50);
  }
}

/** Those whose jobs are in a phase; where jobs have no process, they are everybody's. */
async function doing(
  phasesNow: PhasesNow,
  phase: Phase,
  victims: readonly Victim[],
): Promise<readonly Victim[]> {
  if (victims.length === 0) return [];
  const now = await phasesNow();
  if (phase === 'queued' || phase === 'approval') return [...now.values()].includes(phase) ? victims : [];
  return victims.filter(({ jobs }) => jobs.some((job) => now.get(job) === phase));
}

/** @returns false for one that has ended by itself. */
function end({ pid }: Victim): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** All that may be killed now. */
async function victimsOf({
  folder,
  replicas,
}: Pick<CampaignOrganization, 'folder' | 'replicas'>): Promise<Victim[]> {
  const all = await processesOf(folder);
  const jobs = all.flatMap(({ pid, parent, command }) => {
    const id = isPart(command, 'job') ? jobIdIn(command) : undefined;
    return id === undefined ? [] : [{ id, pid, parent }];
  });
  const idsOf = (isIts: (job: (typeof jobs)[number]) => boolean) => jobs.filter(isIts).map(({ id }) => id);
  const found = (target: Target) => all.filter(({ command }) => isPart(command, target));
  const plugins = (target: 'provider' | 'policyPack') =>
    found(target).map(({ pid, parent }) => ({ target, pid, jobs: idsOf((job) => job.pid === parent) }));
  const replicaIds = new Set(replicas.map(({ pid }) => pid));
  return [
    ...jobs.map(({ id, pid }) => ({ target: 'job' as const, pid, jobs: [id] })),
    ...plugins('provider'),
    ...plugins('policyPack'),
    ...found('service')
      .filter(({ pid }) => replicaIds.has(pid))
      .map(({ pid }) => ({ target: 'service' as const, pid, jobs: idsOf(({ parent }) => parent === pid) })),
    ...postmasters(found('database')).map(({ pid }) => ({
      target: 'database' as const,
      pid,
      jobs: idsOf(() => true),
    })),
  ];
}

/** A backend has its server's command line too, until it has named itself. */
function postmasters(servers: readonly FoundProcess[]): FoundProcess[] {
  return servers.filter(({ parent }) => !servers.some(({ pid }) => pid === parent));
}
