import { audit } from '@trailguard/audit';
import { findAccount } from '../store/accounts.ts';
import { findAuditOfJob, updateAudit } from '../store/audits.ts';
import type { JobContext } from './context.ts';
import { openSession } from './credentials.ts';
import { JobFailure } from './failure.ts';

/** Audits an account that exists. */
export async function auditAccountJob(context: JobContext): Promise<Record<string, unknown>> {
  const { db, job } = context;
  const account = job.accountId === null ? undefined : await findAccount(db, job.accountId);
  const row = await findAuditOfJob(db, job.id);
  if (account?.accountId == null || row === undefined)
    throw new Error(`job ${job.id} names no account to audit`);
  await context.step('audit account');
  const summary = await runAudit(context, row.id, account.accountId);
  return { audit: row.id, ...summary };
}

/** Reads the account and what the organization holds for it, judges, and stores the report. */
export async function runAudit(
  context: JobContext,
  auditId: string,
  accountId: string,
): Promise<Record<string, unknown>> {
  const { config, db, job } = context;
  await updateAudit(db, auditId, { state: 'running' });
  try {
    const report = await audit({
      organization: config.organization,
      accounts: [accountId],
      credentials: async (id) => {
        const session = await openSession(config, 'audit', id, job.id);
        return {
          accessKeyId: session.AWS_ACCESS_KEY_ID,
          secretAccessKey: session.AWS_SECRET_ACCESS_KEY,
          sessionToken: session.AWS_SESSION_TOKEN,
        };
      },
      signal: context.signal,
    });
    await updateAudit(db, auditId, { state: report.complete ? 'complete' : 'partial', report });
    context.event('audited', { audit: auditId, score: report.score, counts: report.counts });
    return { score: report.score, counts: report.counts };
  } catch (cause) {
    await updateAudit(db, auditId, { state: 'failed' });
    if (context.signal.aborted) throw cause;
    throw new JobFailure('AUDIT_FAILED', (cause as Error).message, { cause });
  }
}
