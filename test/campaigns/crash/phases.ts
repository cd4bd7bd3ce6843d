import type { Client } from 'pg';
import type { Kill } from './kills.ts';

/** A kill and what the jobs did that it met. */
export interface PhasedKill extends Kill {
  /** Kind and phase of each job, such as `vend-account: apply`; `none` where nothing ran. */
  readonly phases: readonly string[];
}

/** What jobs did at the moments of kills, as their events tell. */
export async function phasesOf(database: Client, kills: readonly Kill[]): Promise<PhasedKill[]> {
  const { rows } = await database.query<{
    id: string;
    kind: string;
    at: Date;
    type: string;
    step: string | null;
  }>(
    `SELECT jobs.id, kind, at, type, data ->> 'step' AS step FROM jobs JOIN job_events ON job = jobs.id
     WHERE type IN ('started', 'step') ORDER BY at, seq`,
  );
  return kills.map((kill) => ({
    ...kill,
    phases: kill.jobs.map((job) => {
      const last = rows.findLast(({ id, at }) => id === job && at <= kill.at);
      if (last === undefined) return 'before its start';
      return `${last.kind}: ${last.step?.split(' ')[0] ?? 'start'}`;
    }),
  }));
}
