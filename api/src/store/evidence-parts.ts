import { hash } from 'node:crypto';
import { linesOf, type Manifest } from '@trailguard/evidence';
import type { Queryable } from './database.ts';

/** A time, ISO 8601: `to` is exclusive. */
export interface EvidenceRange {
  readonly from: string;
  readonly to: string;
}

/** What the database has of a time, a text a file of the bundle. */
export interface StoredEvidence {
  readonly files: ReadonlyMap<string, string>;
  readonly actsAfter: Manifest['actsAfter'];
  readonly heads: Manifest['heads'];
  readonly madeAt: string;
}

/**
 * Reads what the database has of a time.
 * @param tx a transaction that sees one moment.
 */
export async function storedEvidence(tx: Queryable, range: EvidenceRange): Promise<StoredEvidence> {
  const acts = await actsOf(tx, range);
  const records = await textOf(tx, 'SELECT line FROM records ORDER BY sequence', []);
  const files = new Map([
    ['acts.jsonl', acts.text],
    ['records.jsonl', records],
    ['jobs.jsonl', await textOf(tx, Jobs, [range.from, range.to, acts.first, acts.last])],
    ['audits.jsonl', await auditsOf(tx, range)],
    ['findings.jsonl', await textOf(tx, Findings, [range.from, range.to])],
    ['verifications.jsonl', await textOf(tx, Verifications, [range.from, range.to])],
    ['states.jsonl', await textOf(tx, States, [])],
  ]);
  const { rows } = await tx.query('SELECT now() AS at');
  return {
    files,
    actsAfter: acts.after,
    heads: { acts: headOf(acts.text) ?? acts.after.hash, records: headOf(records) },
    madeAt: rows[0].at.toISOString(),
  };
}

function headOf(text: string): string | null {
  const last = linesOf(text).at(-1);
  return last === undefined ? null : hash('sha256', last);
}

/** Lines of the one column that a statement selects. */
async function textOf(tx: Queryable, sql: string, values: unknown[]): Promise<string> {
  const { rows } = await tx.query(sql, values);
  return rows.map(({ line }) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
}

interface Acts {
  readonly text: string;
  readonly after: Manifest['actsAfter'];
  /** Numbers of the first and the last; an empty range without any. */
  readonly first: number;
  readonly last: number;
}

async function actsOf(tx: Queryable, { from, to }: EvidenceRange): Promise<Acts> {
  const { rows } = await tx.query(
    `SELECT min(sequence)::float8 AS first, max(sequence)::float8 AS last FROM acts WHERE at >= $1 AND at < $2`,
    [from, to],
  );
  const before = await tx.query(
    `SELECT sequence::float8 AS sequence, hash FROM acts WHERE sequence < COALESCE($1, 'infinity'::float8) AND at < $2
     ORDER BY sequence DESC LIMIT 1`,
    [rows[0].first, to],
  );
  const after = before.rows[0] ?? { sequence: 0, hash: null };
  const [first, last] = [rows[0].first ?? after.sequence + 1, rows[0].last ?? after.sequence];
  const sql = 'SELECT line FROM acts WHERE sequence BETWEEN $1 AND $2 ORDER BY sequence';
  return { text: await textOf(tx, sql, [first, last]), after, first, last };
}

/** Those that the acts of the time have ended are among them. */
const Jobs = `SELECT json_build_object(
    'id', id, 'kind', kind, 'state', state, 'attempt', attempt, 'account', account, 'input', input, 'result', result,
    'error', error, 'requestedBy', requested_by, 'createdAt', ${iso('created_at')}, 'startedAt', ${iso('started_at')},
    'endedAt', ${iso('ended_at')})::text AS line
  FROM jobs
  WHERE (created_at >= $1 AND created_at < $2) OR (ended_at >= $1 AND ended_at < $2) OR id IN (
    SELECT (acts.line::json -> 'on' ->> 'job')::uuid FROM acts
    WHERE act = 'endJob' AND sequence BETWEEN $3 AND $4)
  ORDER BY created_at, id`;

const Findings = `SELECT json_build_object('audit', audit.id, 'account', audit.account, 'finding', result)::text AS line
  FROM (
    SELECT DISTINCT ON (account) id, account, report FROM audits
    WHERE ended_at >= $1 AND ended_at < $2 AND report IS NOT NULL ORDER BY account, created_at DESC, id DESC
  ) AS audit, jsonb_array_elements(audit.report -> 'results') WITH ORDINALITY AS results (result, nth)
  WHERE result -> 'verdict' ->> 'status' NOT IN ('pass', 'not_applicable')
  ORDER BY audit.account, nth`;

const Verifications = `SELECT json_build_object('job', jobs.id, 'report', report)::text AS line
  FROM jobs JOIN job_reports ON job_reports.job = jobs.id
  WHERE kind = 'verify-logs' AND ended_at >= $1 AND ended_at < $2 ORDER BY ended_at, jobs.id`;

const States = `SELECT json_build_object('stack', stack, 'serial', serial, 'digest', digest, 'resources', resources,
    'recordedAt', ${iso('recorded_at')}, 'job', job)::text AS line
  FROM stack_states ORDER BY stack`;

/** A time in SQL as the service writes it. */
function iso(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** Audits that are read at once. */
const AuditsAtOnce = 50;

/** Audits with what they came to; their reports are theirs, and known here by their hashes. */
async function auditsOf(tx: Queryable, { from, to }: EvidenceRange): Promise<string> {
  const lines: string[] = [];
  for (let offset = 0; ; offset += AuditsAtOnce) {
    const { rows } = await tx.query(
      `SELECT audits.id, audits.account, accounts.account_id AS "accountId", job, audits.state, report,
         ${iso('audits.created_at')} AS "createdAt", ${iso('audits.ended_at')} AS "endedAt"
       FROM audits JOIN accounts ON accounts.id = audits.account
       WHERE ended_at >= $1 AND ended_at < $2 ORDER BY audits.created_at, audits.id LIMIT $3 OFFSET $4`,
      [from, to, AuditsAtOnce, offset],
    );
    for (const { report, ...audit } of rows)
      lines.push(
        `${JSON.stringify({
          ...audit,
          ...{ asOf: report?.asOf ?? null, score: report?.score ?? null, counts: report?.counts ?? null },
          reportSha256: report === null ? null : hash('sha256', JSON.stringify(report)),
        })}\n`,
      );
    if (rows.length < AuditsAtOnce) return lines.join('');
  }
}
