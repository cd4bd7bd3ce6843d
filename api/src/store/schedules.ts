import { randomUUID } from 'node:crypto';
import type { OrganizationStack } from '../jobs/organization-stacks.ts';
import type { Queryable } from './database.ts';

/** What a schedule does: audits accounts, compares stacks with what is there, previews the organization, or verifies logs. */
export const ScheduledActs = ['audit', 'drift', 'preview-organization', 'verify-logs'] as const;
export type ScheduledAct = (typeof ScheduledActs)[number];

/** What a schedule does, and to what. */
export interface ScheduledWork {
  readonly act: ScheduledAct;
  /** Id of an account that it is about alone. Default: all that are there. */
  readonly account?: string;
  /** Folder of a stack that it is about alone; of drift. */
  readonly stack?: OrganizationStack;
  /** Whether what drifted is put back, by approval; of drift. */
  readonly reapply?: boolean;
}

/** Work that begins by itself. */
export interface Schedule {
  readonly id: string;
  readonly name: string;
  readonly cron: string;
  /** Of the IANA database. */
  readonly timeZone: string;
  readonly work: ScheduledWork;
  /** Who made it; its jobs are taken to be asked for by them. */
  readonly createdBy: string;
  readonly createdAt: string;
  readonly nextRunAt: string;
  /** `null` before it first began. */
  readonly lastRunAt: string | null;
}

const columns = `id, name, cron, time_zone AS "timeZone", work, created_by AS "createdBy", created_at AS "createdAt",
  next_run_at AS "nextRunAt", last_run_at AS "lastRunAt"`;

function fromRow(row: Record<string, unknown>): Schedule {
  const time = (name: string) => (row[name] as Date | null)?.toISOString() ?? null;
  return {
    ...row,
    createdAt: time('createdAt'),
    nextRunAt: time('nextRunAt'),
    lastRunAt: time('lastRunAt'),
  } as Schedule;
}

/** @returns nothing when another schedule has the name. */
export async function insertSchedule(
  db: Queryable,
  schedule: Pick<Schedule, 'name' | 'cron' | 'timeZone' | 'work' | 'createdBy'> & {
    readonly nextRunAt: Date;
  },
): Promise<Schedule | undefined> {
  const { rows } = await db.query(
    `INSERT INTO schedules (id, name, cron, time_zone, work, created_by, next_run_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name) DO NOTHING RETURNING ${columns}`,
    [
      randomUUID(),
      schedule.name,
      schedule.cron,
      schedule.timeZone,
      JSON.stringify(schedule.work),
      schedule.createdBy,
      schedule.nextRunAt,
    ],
  );
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

export async function findSchedule(db: Queryable, id: string): Promise<Schedule | undefined> {
  const { rows } = await db.query(`SELECT ${columns} FROM schedules WHERE id = $1`, [id]);
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

export async function listSchedules(
  db: Queryable,
  page: { limit: number; after?: string },
): Promise<Schedule[]> {
  const { rows } = await db.query(
    `SELECT ${columns} FROM schedules
     WHERE $2::uuid IS NULL OR (created_at, id) < (SELECT created_at, id FROM schedules WHERE id = $2)
     ORDER BY created_at DESC, id DESC LIMIT $1`,
    [page.limit, page.after ?? null],
  );
  return rows.map(fromRow);
}

/** Ends a schedule. Jobs that it has begun go on. */
export async function deleteSchedule(db: Queryable, id: string): Promise<Schedule | undefined> {
  const { rows } = await db.query(`DELETE FROM schedules WHERE id = $1 RETURNING ${columns}`, [id]);
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/** Takes schedules whose time has come, the longest due first; each is given to one caller only, until its transaction ends. */
export async function takeDueSchedules(tx: Queryable, limit: number): Promise<(Schedule & { now: Date })[]> {
  const { rows } = await tx.query(
    `SELECT ${columns}, now() AS now FROM schedules WHERE next_run_at <= now()
     ORDER BY next_run_at LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  return rows.map((row) => ({ ...fromRow(row), now: row.now as Date }));
}

/** Notes that a schedule's work has begun, and when it begins next. */
export async function setNextRun(tx: Queryable, id: string, nextRunAt: Date): Promise<void> {
  await tx.query('UPDATE schedules SET last_run_at = now(), next_run_at = $2 WHERE id = $1', [id, nextRunAt]);
}
