import { randomUUID } from 'node:crypto';
import { type Queryable, storable } from './database.ts';

export const JobKinds = [
  'deploy-organization',
  'preview-organization',
  'vend-account',
  'adopt-account',
  'update-account',
  'move-account',
  'quarantine-account',
  'close-account',
  'audit-account',
  'preview-stack',
  'update-stack',
  'refresh-stack',
  'detect-drift',
  'destroy-stack',
  'verify-logs',
  'collect-evidence',
] as const;
export type JobKind = (typeof JobKinds)[number];
/** `awaiting-approval`: no process works on it until people have decided on its plan. */
export const JobStates = [
  'queued',
  'running',
  'awaiting-approval',
  'succeeded',
  'refused',
  'failed',
  'canceled',
] as const;
export type JobState = (typeof JobStates)[number];

/** States of a job that has not ended. */
export const openStates: readonly JobState[] = ['queued', 'running', 'awaiting-approval'];

/** What a job was asked to do, beside what its kind says. */
export interface JobInput {
  /** Whoever asked wants the plan approved before it is applied. */
  readonly approval?: boolean;
  /** Folder of the stack that it is about, where that is none of an account. */
  readonly stack?: string;
  /** Whether what drifted is put back. */
  readonly reapply?: boolean;
  /** Where an account goes. */
  readonly organizationalUnitId?: string;
  /** Time that it is about, ISO 8601: inclusive. */
  readonly from?: string;
  /** Exclusive. */
  readonly to?: string;
}

/** Why a job did not succeed. */
export interface JobError {
  /** Stable, such as `POLICY_VIOLATION`; listed in `jobs/failure.ts`. */
  readonly code: string;
  readonly message: string;
  /** Ids of the controls that forbade it. */
  readonly controls?: string[];
}

export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly state: JobState;
  /** What it is doing, such as `preview account`; `null` before it starts. */
  readonly step: string | null;
  readonly attempt: number;
  /** How long one attempt may take. */
  readonly timeoutSeconds: number;
  /** Id of the job that failed and that this one does again. */
  readonly repeats: string | null;
  /** Id of the account it is about; `null` for the organization. */
  readonly account: string | null;
  readonly input: JobInput;
  /** Id of the approval that it waits for; `null` when it waits for none. */
  readonly approval: string | null;
  readonly result: Record<string, unknown> | null;
  readonly error: JobError | null;
  /** Name of the API key; `null` for an audit that became due by itself. */
  readonly requestedBy: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

/** One thing that happened in a job; `seq` counts from 1 without gaps. */
export interface JobEvent {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** What of a job's row {@link fromRow} reads. */
export const columns = `id, kind, state, step, attempt, timeout_seconds AS "timeoutSeconds", repeats, account, input, result, error,
  (SELECT approvals.id FROM approvals WHERE approvals.job = jobs.id AND approvals.state = 'pending') AS approval,
  requested_by AS "requestedBy", created_at AS "createdAt", started_at AS "startedAt", ended_at AS "endedAt"`;

export function fromRow(row: Record<string, unknown>): Job {
  const time = (name: string) => (row[name] as Date | null)?.toISOString() ?? null;
  return {
    ...row,
    createdAt: time('createdAt'),
    startedAt: time('startedAt'),
    endedAt: time('endedAt'),
  } as Job;
}

/** Where everyone who listens is told that a job has news. */
export const JobChannel = 'trailguard_job';

export async function announce(db: Queryable, jobId: string): Promise<void> {
  await db.query('SELECT pg_notify($1, $2)', [JobChannel, jobId]);
}

/** A job that somebody asks for. */
export interface NewJob {
  readonly kind: JobKind;
  /** Jobs with the same key run one after the other. */
  readonly runKey: string;
  /** Id of the account it is about. */
  readonly account?: string;
  readonly input?: JobInput;
  /** How long one attempt may take. Default: 7200. */
  readonly timeoutSeconds?: number;
  /** Id of the job that failed and that this one does again. */
  readonly repeats?: string;
  /** The span in which it was asked for. */
  readonly traceParent?: string | null;
  readonly requestedBy: string | null;
}

export async function insertJob(db: Queryable, job: NewJob): Promise<Job> {
  const { rows } = await db.query(
    `INSERT INTO jobs (id, kind, run_key, account, input, state, requested_by, timeout_seconds, repeats, trace_parent)
     VALUES ($1, $2, $3, $4, $5, 'queued', $6, $7, $8, $9) RETURNING ${columns}`,
    [
      randomUUID(),
      job.kind,
      job.runKey,
      job.account ?? null,
      storable({ ...job.input }),
      job.requestedBy,
      job.timeoutSeconds ?? 7_200,
      job.repeats ?? null,
      job.traceParent ?? null,
    ],
  );
  return fromRow(rows[0]);
}

/** Asked more often than anything else, so PostgreSQL plans it once a connection. */
export const JobQuery = { name: 'find-job', text: `SELECT ${columns} FROM jobs WHERE id = $1` };

export async function findJob(db: Queryable, id: string): Promise<Job | undefined> {
  const { rows } = await db.query({ ...JobQuery, values: [id] });
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/** A job that nobody else changes until the transaction ends. */
export async function lockJob(db: Queryable, id: string): Promise<Job | undefined> {
  await db.query('SELECT FROM jobs WHERE id = $1 FOR UPDATE', [id]);
  return findJob(db, id);
}

/** Those of some jobs that have not ended. */
export async function openJobsOf(db: Queryable, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.query('SELECT id FROM jobs WHERE id = ANY ($1::uuid[]) AND ended_at IS NULL', [
    ids,
  ]);
  return rows.map((row) => String(row.id));
}

/** What orders a job among others. @throws when there is no such job. */
export async function runKeyOf(db: Queryable, id: string): Promise<string> {
  const { rows } = await db.query('SELECT run_key FROM jobs WHERE id = $1', [id]);
  if (rows[0] === undefined) throw new Error(`there is no job ${id}`);
  return String(rows[0].run_key);
}

/** The span in which a job was asked for; `null` where nobody traced it. */
export async function traceParentOf(db: Queryable, id: string): Promise<string | null> {
  const { rows } = await db.query('SELECT trace_parent FROM jobs WHERE id = $1', [id]);
  return rows[0]?.trace_parent ?? null;
}

/** Whether a job of this kind, about the same, has not ended. */
export async function hasOpenJob(
  db: Queryable,
  { kind, account, input }: Pick<NewJob, 'kind' | 'account' | 'input'>,
): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT EXISTS (
       SELECT FROM jobs WHERE kind = $1 AND ended_at IS NULL
         AND account IS NOT DISTINCT FROM $2::uuid AND input ->> 'stack' IS NOT DISTINCT FROM $3
     ) AS open`,
    [kind, account ?? null, input?.stack ?? null],
  );
  return rows[0].open;
}

/** The newest job of an account, of any kind or of one. */
export async function latestJobOf(db: Queryable, account: string, kind: JobKind): Promise<Job | undefined> {
  const { rows } = await db.query(
    `SELECT ${columns} FROM jobs WHERE account = $1 AND kind = $2 ORDER BY created_at DESC LIMIT 1`,
    [account, kind],
  );
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/** A worker takes the job: counts the attempt. `undefined` when it has ended meanwhile. */
export async function startJob(db: Queryable, id: string): Promise<Job | undefined> {
  const { rows } = await db.query(
    `UPDATE jobs SET state = 'running', attempt = attempt + 1, started_at = COALESCE(started_at, now())
     WHERE id = $1 AND state IN ('queued', 'running') RETURNING ${columns}`,
    [id],
  );
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/** How a job ends. */
export interface JobEnd {
  readonly state: Exclude<JobState, 'queued' | 'running' | 'awaiting-approval'>;
  readonly result?: Record<string, unknown>;
  readonly error?: JobError;
}

/**
 * The job's row in its end, and what it leaves open: its audit has failed, and so has the account that it was
 * to make; its approvals are withdrawn. Parameters 1 to 4: id, state, result, error.
 */
const ending = `job AS (
    UPDATE jobs SET state = $2, result = $3, error = $4, ended_at = now(), last_event = last_event + 1
    WHERE id = $1 AND ended_at IS NULL RETURNING id, kind, account, last_event
  ), open_approvals AS (
    UPDATE approvals SET state = 'withdrawn'
    WHERE job IN (SELECT id FROM job) AND state IN ('pending', 'approved')
  ), open_audit AS (
    UPDATE audits SET state = 'failed', ended_at = now()
    WHERE job IN (SELECT id FROM job) AND state IN ('queued', 'running')
  ), open_account AS (
    UPDATE accounts SET state = CASE WHEN $2 = 'refused' THEN 'refused' ELSE 'failed' END
    WHERE id IN (SELECT account FROM job WHERE kind IN ('vend-account', 'adopt-account')) AND state = 'requested'
  )`;

function endingValues(id: string, { state, result, error }: JobEnd): unknown[] {
  return [id, state, storable(result ?? null), storable(error === undefined ? null : { ...error })];
}

/** Ends a job, once: a job that has ended stays as it ended. What it leaves open has failed. */
export async function endJob(db: Queryable, id: string, end: JobEnd): Promise<boolean> {
  const data = { state: end.state, ...(end.error ? { error: end.error } : {}) };
  // One statement: whoever sees the job ended also sees its last event.
  const { rowCount } = await db.query(
    `WITH ${ending}
     INSERT INTO job_events (job, seq, type, data) SELECT id, last_event, 'ended', $5 FROM job`,
    [...endingValues(id, end), storable(data)],
  );
  await announce(db, id);
  return rowCount === 1;
}

/** As {@link endJob}, for a job whose events are refused: those who follow it find its stream at an end. */
export async function endJobWithoutEvent(db: Queryable, id: string, end: JobEnd): Promise<void> {
  await db.query(`WITH ${ending} SELECT id FROM job`, endingValues(id, end));
  await announce(db, id);
}

/** Hosts on which jobs of the same run key were ever attempted, this one's included. */
export async function hostsOfRun(db: Queryable, id: string): Promise<string[]> {
  const { rows } = await db.query(
    `SELECT DISTINCT data ->> 'host' AS host FROM job_events
     WHERE type = 'started' AND data ? 'host'
       AND job IN (SELECT other.id FROM jobs other JOIN jobs USING (run_key) WHERE jobs.id = $1)`,
    [id],
  );
  return rows.map((row) => String(row.host));
}

export async function setStep(db: Queryable, id: string, step: string): Promise<void> {
  await db.query('UPDATE jobs SET step = $2 WHERE id = $1', [id, step]);
  await appendEvent(db, id, 'step', { step });
}

/** Appends an event under the next number of its job. */
export async function appendEvent(
  db: Queryable,
  job: string,
  type: string,
  data: Record<string, unknown>,
): Promise<void> {
  await db.query(
    `WITH job AS (UPDATE jobs SET last_event = last_event + 1 WHERE id = $1 RETURNING id, last_event)
     INSERT INTO job_events (job, seq, type, data) SELECT id, last_event, $2, $3 FROM job`,
    [job, type, storable(data)],
  );
  await announce(db, job);
}

export async function eventsAfter(db: Queryable, job: string, seq: number): Promise<JobEvent[]> {
  const { rows } = await db.query(
    'SELECT seq, at, type, data FROM job_events WHERE job = $1 AND seq > $2 ORDER BY seq LIMIT 500',
    [job, seq],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
