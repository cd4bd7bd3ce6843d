import { type AuditReport, audit } from '@trailguard/audit';
import { allRecords } from '../evidence-records.ts';
import { findAccount } from '../store/accounts.ts';
import { type Audit, findAuditOfJob, updateAudit } from '../store/audits.ts';
import { transaction } from '../store/database.ts';
import { planNextAudit } from '../store/planned-audits.ts';
import { appliedTrails } from './applied-trails.ts';
import { auditParameters } from './audit-parameters.ts';
import type { JobContext } from './context.ts';
import { credentialsOf, openSession } from './credentials.ts';
import { exceptionsOf } from './exceptions.ts';
import { JobFailure } from './failure.ts';
import { nextAuditAfter } from './next-audit.ts';

/** Audits an account that exists. */
export async function auditAccountJob(context: JobContext): Promise<Record<string, unknown>> {
  const { db, job } = context;
  const account = job.account === null ? undefined : await findAccount(db, job.account);
  const row = await findAuditOfJob(db, job.id);
  if (account?.accountId == null || row === undefined)
    throw new Error(`job ${job.id} names no account to audit`);
  await context.step('audit account');
  return runAudit(context, row, account.accountId);
}

/**
 * Reads the account and what the organization holds for it, judges, stores the report, and plans the next audit
 * if AWS has something left to settle.
 * @param row the audit, as it is stored.
 * @param accountId AWS's 12 digits.
 * @returns the job's result.
 */
export async function runAudit(
  context: JobContext,
  row: Audit,
  accountId: string,
): Promise<Record<string, unknown>> {
  const { db, job } = context;
  await updateAudit(db, row.id, { state: 'running' });
  const report = await read(context, accountId);
  await transaction(db, async (tx) => {
    await updateAudit(tx, row.id, { state: report.complete ? 'complete' : 'partial', report });
    const wasRequested = job.requestedBy !== null;
    await planNextAudit(tx, row.account, { at: nextAuditAfter(report), wasRequested });
  });
  const summary = { audit: row.id, score: report.score, counts: report.counts };
  context.event('audited', summary);
  return summary;
}

async function read(context: JobContext, accountId: string): Promise<AuditReport> {
  const { config, db, job, signal } = context;
  const exceptions = exceptionsOf(config);
  try {
    // The management account's preview role reads the organization's state; no role of audits does.
    const { managementAccountId } = config.organization;
    const applied = await appliedTrails(context, async () => ({
      ...(await openSession(config, 'preview', managementAccountId, job.id)),
    }));
    return await audit({
      organization: config.organization,
      accounts: [accountId],
      credentials: async (id) => credentialsOf(await openSession(config, 'audit', id, job.id)),
      signal,
      parameters: auditParameters(config),
      exceptions,
      ...(applied === undefined ? {} : { appliedTrails: applied }),
      records: await allRecords(db, config),
      // Where people are to keep theirs nobody said: they may have some.
      recordsAreAll: config.recordsPath !== null,
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new JobFailure('AUDIT_FAILED', (cause as Error).message, { cause });
  }
}
