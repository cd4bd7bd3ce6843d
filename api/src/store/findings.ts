import type { Severity } from '@trailguard/controls';
import type { Exception } from '@trailguard/controls/exceptions';
import type { Limits } from '../identity/principal.ts';
import type { Queryable } from './database.ts';

export const FindingStatuses = ['fail', 'unknown', 'waived'] as const;
export type FindingStatus = (typeof FindingStatuses)[number];
export const Severities = ['critical', 'high', 'medium', 'low'] as const satisfies Severity[];

/** What the last audit of an account did not pass. */
export interface Finding {
  readonly id: string;
  readonly audit: string;
  /** Id of the account that was audited. */
  readonly account: string;
  readonly control: string;
  readonly severity: Severity;
  readonly status: FindingStatus;
  readonly subjectKind: string;
  readonly subject: string;
  readonly region: string | null;
  readonly reason: string;
  /** Ticket of the exception that accepts it; `null` unless it is waived. */
  readonly ticket: string | null;
}

const columns = `id, audit, account, control, severity, status, subject_kind AS "subjectKind", subject, region, reason,
  exception ->> 'ticket' AS ticket`;

/** Which findings are wanted. */
export interface FindingFilter {
  readonly control?: string;
  /** Id of an account. */
  readonly account?: string;
  readonly severity?: Severity;
  readonly status?: FindingStatus;
  /** What the caller is limited to; `null`: all. */
  readonly limits: Limits | null;
}

/** Nobody mends what was found in an account that is closed. */
const OfOpenAccounts = `account NOT IN (SELECT id FROM accounts WHERE state = 'closed')`;

/** Those of accounts that are not closed, the gravest first, by control; after the finding with an id. */
export async function listFindings(
  db: Queryable,
  page: FindingFilter & { limit: number; after?: string },
): Promise<Finding[]> {
  const { rows } = await db.query(
    `SELECT ${columns} FROM findings
     WHERE ($2::uuid IS NULL OR (rank, control, id) > (SELECT rank, control, id FROM findings WHERE id = $2))
       AND ($3::text IS NULL OR control = $3)
       AND ($4::uuid IS NULL OR account = $4)
       AND ($5::text IS NULL OR severity = $5)
       AND ($6::text IS NULL OR status = $6)
       AND ($7::text[] IS NULL OR account IN (
         SELECT id FROM accounts WHERE account_id = ANY ($7) OR organizational_unit_id = ANY ($8)))
       AND ${OfOpenAccounts}
     ORDER BY rank, control, id LIMIT $1`,
    [
      page.limit,
      page.after ?? null,
      page.control ?? null,
      page.account ?? null,
      page.severity ?? null,
      page.status ?? null,
      page.limits?.accounts ?? null,
      page.limits?.organizationalUnits ?? null,
    ],
  );
  return rows;
}

/** Whether a caller may see a finding that is there still: the next audit of its account puts others in its place. */
export async function isFinding(db: Queryable, id: string, limits: Limits | null): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT EXISTS (SELECT FROM findings JOIN accounts ON accounts.id = findings.account
       WHERE findings.id = $1 AND ($2::text[] IS NULL OR account_id = ANY ($2) OR organizational_unit_id = ANY ($3))
     ) AS "isThere"`,
    [id, limits?.accounts ?? null, limits?.organizationalUnits ?? null],
  );
  return rows[0].isThere;
}

/** Subjects of the last audits that an exception accepts, each once. */
export async function waivedBy(db: Queryable, { position: _, ...said }: Exception): Promise<string[]> {
  const { rows } = await db.query(
    `SELECT DISTINCT subject FROM findings WHERE exception = $1::jsonb AND ${OfOpenAccounts} ORDER BY subject LIMIT 1000`,
    [JSON.stringify(said)],
  );
  return rows.map(({ subject }) => subject);
}
