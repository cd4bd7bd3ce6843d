import type { Client, Pool } from 'pg';
import type { Kill } from './kills.ts';

/** What a job does, as its events tell. */
export const phases = ['queued', 'start', 'reconcile', 'preview', 'approval', 'apply', 'audit'] as const;
export type Phase = (typeof phases)[number];

/** A job that a kill met. */
export interface MetJob {
  readonly kind: string;
  /** A job whose process has died waits for its `next attempt`. */
  readonly phase: Phase | 'next attempt';
}

/** A kill and what the jobs did that it met. */
export interface PhasedKill extends Kill {
  readonly met: readonly MetJob[];
}

/** Events that begin a phase. */
const eventTypes = ['started', 'step', 'awaiting-approval', 'approved'] as const;

interface PhaseEvent {
  readonly type: (typeof eventTypes)[number];
  readonly step: string | null;
}

/** Steps by their first word that are a phase of another name. */
const phasesOfSteps: Readonly<Record<string, Phase>> = {
  destroy: 'apply',
  await: 'approval',
  refresh: 'reconcile',
};

/** The phase that an event begins; without one the job has never run. */
export function phaseOf(last: PhaseEvent | undefined): Phase {
  if (last === undefined || last.type === 'approved') return 'queued';
  if (last.type === 'started') return 'start';
  if (last.type === 'awaiting-approval') return 'approval';
  const [word = ''] = (last.step ?? '').split(' ');
  const phase = phasesOfSteps[word] ?? phases.find((one) => one === word);
  if (phase === undefined) throw new Error(`${last.step} is a step that no phase is known for`);
  return phase;
}

/** What each open job does now, by its id; nothing while the database is away. */
export async function phasesNow(database: Pool): Promise<ReadonlyMap<string, Phase>> {
  const rows = await database
    .query<{ id: string; last: PhaseEvent | null }>(
      `SELECT id, (
         SELECT json_build_object('type', type, 'step', data ->> 'step') FROM job_events
         WHERE job = jobs.id AND type = ANY($1) ORDER BY seq DESC LIMIT 1
       ) AS last FROM jobs WHERE ended_at IS NULL`,
      [eventTypes],
    )
    .then(
      (answer) => answer.rows,
      () => [],
    );
  return new Map(rows.map(({ id, last }) => [id, phaseOf(last ?? undefined)]));
}

/** What jobs did at the moments of kills. */
export async function phasesOf(database: Client, kills: readonly Kill[]): Promise<PhasedKill[]> {
  const { rows: jobs } = await database.query<Omit<JobLife, 'events'>>(
    'SELECT id, kind, created_at AS from, ended_at AS to FROM jobs',
  );
  const { rows } = await database.query<JobLife['events'][number] & { job: string }>(
    `SELECT job, at, type, data ->> 'step' AS step FROM job_events WHERE type = ANY($1) ORDER BY at, seq`,
    [eventTypes],
  );
  const events = Map.groupBy(rows, ({ job }) => job);
  return metBy(
    kills,
    jobs.map((job) => ({ ...job, events: events.get(job.id) ?? [] })),
  );
}

/** A job from its request to its end, with the events that begin its phases in their order. */
export interface JobLife {
  readonly id: string;
  readonly kind: string;
  readonly from: Date;
  readonly to: Date | null;
  readonly events: readonly (PhaseEvent & { readonly at: Date })[];
}

/** What a job's process outlives: it tells of it. */
const survivable: readonly Kill['target'][] = ['provider', 'policyPack'];

/** Phases that a job is in without a process of its own: whoever kills the service or the database meets them too. */
const restful: readonly MetJob['phase'][] = ['queued', 'approval', 'next attempt'];

/** Kills with the jobs that they met: those whose processes they hit, and those that rested in what they hit. */
export function metBy(kills: readonly Kill[], jobs: readonly JobLife[]): PhasedKill[] {
  return kills.map((kill) => {
    const open = jobs.filter(({ from, to }) => from <= kill.at && (to === null || kill.at <= to));
    const meetsResting = kill.target === 'service' || kill.target === 'database';
    const met = open.flatMap((job): MetJob[] => {
      const phase = phaseAt(kill, kills, job);
      const isMet = kill.jobs.includes(job.id) || (meetsResting && restful.includes(phase));
      return isMet ? [{ kind: job.kind, phase }] : [];
    });
    return { ...kill, met };
  });
}

function phaseAt({ at, jobs }: Kill, kills: readonly Kill[], { id, from, events }: JobLife): MetJob['phase'] {
  const before = events.filter((event) => event.at <= at);
  const begun = before.findLast(({ type }) => type === 'started')?.at ?? from;
  const hasDied = kills.some(
    ({ target, ...kill }) =>
      !survivable.includes(target) && kill.jobs.includes(id) && begun <= kill.at && kill.at < at,
  );
  const phase = phaseOf(before.at(-1));
  // One whose process is there again without a word yet is about to start.
  if (hasDied && phase !== 'queued' && phase !== 'approval')
    return jobs.includes(id) ? 'start' : 'next attempt';
  return phase;
}
