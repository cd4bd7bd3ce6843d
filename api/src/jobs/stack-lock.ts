import { readFile } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConcurrentUpdateError, type Stack } from '@pulumi/pulumi/automation/index.js';
import { hostsOfRun } from '../store/jobs.ts';
import type { JobContext } from './context.ts';
import { JobFailure } from './failure.ts';

/** Who holds a lock of Pulumi's, as its message says. */
interface LockOwner {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  readonly since: Date;
}

/** How long to wait for an update that still runs on this machine, milliseconds. */
const PatienceMilliseconds = 15 * 60_000;

/** Often enough for a lock of ours, of one attempt each, and a bound on any other. */
const MostLocks = 5;

/**
 * Does work that needs Pulumi's lock of a stack; a lock that an interrupted job left behind is cleared and
 * the work begun again.
 *
 * The job holds the run lock (`run-lock.ts`), so no other job works on the stack. Its Pulumi lock may still
 * be held: by nobody, after `kill -9`; by an update that outlived its job, which is waited for; or by a
 * person with the CLI, whose work is not to be disturbed.
 * @throws JobFailure STACK_LOCKED naming the owner when the lock may not be cleared.
 */
export async function withStackLock<T>(
  context: JobContext,
  stack: Stack,
  work: () => Promise<T>,
): Promise<T> {
  for (let round = 1; ; round++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConcurrentUpdateError) || round === MostLocks) throw error;
      await settleLock(context, stack, error.message);
    }
  }
}

async function settleLock(context: JobContext, stack: Stack, message: string): Promise<void> {
  const owners = lockOwners(message);
  const ourHosts = new Set(await hostsOfRun(context.db, context.job.id));
  const stranger = owners.find(({ host }) => host !== hostname() && !ourHosts.has(host));
  // A backend that names no owner (Pulumi Cloud) is only trusted to mean an attempt of this job.
  if (stranger !== undefined || (owners.length === 0 && context.job.attempt === 1)) {
    const who = stranger
      ? `${stranger.user}@${stranger.host} since ${stranger.since.toISOString()}`
      : 'someone';
    throw new JobFailure(
      'STACK_LOCKED',
      `${stack.name} is locked by ${who}. Try again when that update has ended; when it is dead, run: pulumi cancel --stack ${stack.name}`,
    );
  }
  for (const owner of owners) if (owner.host === hostname()) await untilGone(context, owner);
  await stack.cancel();
  context.event('unlocked', { stack: stack.name, owners: owners.map(({ host, pid }) => `${host}:${pid}`) });
}

/** Waits for a process of this machine that took a lock, as long as it is that process. */
async function untilGone(context: JobContext, owner: LockOwner): Promise<void> {
  const deadline = performance.now() + PatienceMilliseconds;
  while (await isOwnerAlive(owner)) {
    if (performance.now() > deadline)
      throw new JobFailure('STACK_LOCKED', `process ${owner.pid} on ${owner.host} has not let go of it`);
    await sleep(500, undefined, { signal: context.signal });
  }
}

/**
 * The owners that a message of a locked stack names, in the words of the CLI and of the embedded engine:
 * `created by user@host (pid 123) at 2026-01-31T12:00:00Z`.
 */
function lockOwners(message: string): LockOwner[] {
  return [...message.matchAll(/created by (\S+?)@(\S+) \(pid (\d+)\) at (\S+)/g)].map(
    ([, user = '', host = '', pid, since = '']) => ({ user, host, pid: Number(pid), since: new Date(since) }),
  );
}

/**
 * Whether the process that took a lock still runs. Its number alone does not tell: in a container that was
 * started again, another process has it, or this one.
 */
async function isOwnerAlive(owner: Pick<LockOwner, 'pid' | 'since'>): Promise<boolean> {
  if (owner.pid === process.pid) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const startedAt = await startOf(owner.pid);
  // A lock's time is written to the second, or taken a moment before the clock is read here.
  return startedAt === undefined || startedAt.getTime() <= owner.since.getTime() + 2_000;
}

/** Clock ticks a second in which Linux tells the age of processes; the same on every architecture Node runs on. */
const TicksPerSecond = 100;

/** When a process of this machine began, where the system tells (Linux). https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function startOf(pid: number): Promise<Date | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // Fields are counted from after the name, which may hold anything; the start time is field 22.
  const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  return new Date(Date.now() - (uptime() - ticks / TicksPerSecond) * 1_000);
}
