import { type FoundProcess, partOf } from '../../faults/processes.ts';
import type { CampaignOrganization } from '../organization.ts';
import type { PlannedKill, Target } from './plan.ts';

/** A process that was ended with SIGKILL. */
export interface Kill {
  readonly target: Target;
  readonly at: Date;
  /** Ids of the jobs whose work it interrupted, as far as the processes tell; of a service or a database all that run. */
  readonly jobs: readonly string[];
}

/** How long to wait for a process of the kind to be there, milliseconds. */
const PatienceMilliseconds = 4_000;

const jobIdIn = (command: string) => /run\.ts ([0-9a-f-]{36})/.exec(command)?.[1];

/**
 * Ends one process of the kind that a plan names, or a job's where none comes to be in a few seconds.
 * @returns `undefined` when there is nothing to kill any more.
 */
export async function kill(
  { folder, replicas }: Pick<CampaignOrganization, 'folder' | 'replicas'>,
  { target, which }: PlannedKill,
): Promise<Kill | undefined> {
  const own = () => new Set(replicas.map(({ pid }) => pid));
  for (const kind of [target, 'job'] as const) {
    const deadline = Date.now() + (kind === target ? PatienceMilliseconds : 0);
    do {
      const killed = await killOne(folder, kind, which, ({ pid }) => kind !== 'service' || own().has(pid));
      if (killed !== undefined) return killed;
      await new Promise((resolve) => setTimeout(resolve, 100));
    } while (Date.now() < deadline);
  }
  return undefined;
}

async function killOne(
  folder: string,
  target: Target,
  which: number,
  mayDie: (process: FoundProcess) => boolean,
): Promise<Kill | undefined> {
  const jobs = await partOf(folder, 'job');
  const found = (target === 'job' ? jobs : await partOf(folder, target)).filter(mayDie);
  const victim = found[Math.floor(which * found.length)];
  if (victim === undefined) return undefined;
  try {
    process.kill(victim.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    return undefined; // It ended just now.
  }
  const hit = jobs.filter(
    ({ pid, parent }) => target === 'database' || [pid, parent].includes(victim.pid) || pid === victim.parent,
  );
  return { target, at: new Date(), jobs: hit.flatMap(({ command }) => jobIdIn(command) ?? []) };
}
