import { findAccountByEmail } from '@trailguard/existing/accounts';
import { type Account, type AccountState, findAccount, updateAccount } from '../store/accounts.ts';
import { findAuditOfJob, insertAudit } from '../store/audits.ts';
import { accountDeployment } from './account-deployment.ts';
import { runAudit } from './audit-account.ts';
import { AwaitingApproval } from './awaiting-approval.ts';
import type { JobContext } from './context.ts';
import { awaitAuditRole, credentialsOf, openSession } from './credentials.ts';
import { deploy } from './deployment.ts';
import { JobFailure, refusals } from './failure.ts';
import { outputsOf } from './organization-deployment.ts';

/** Makes or takes over an account, or brings one to its baseline again, and audits it. */
export async function provisionAccountJob(context: JobContext): Promise<Record<string, unknown>> {
  const account = await accountOf(context);
  return provision(context, account, account.state === 'quarantined' ? 'quarantined' : 'ready');
}

/** Moves an account to another unit, which may be the way out of quarantine, and audits it. */
export async function moveAccountJob(context: JobContext): Promise<Record<string, unknown>> {
  const { organizationalUnitId } = context.job.input;
  if (organizationalUnitId === undefined) throw new Error(`job ${context.job.id} names no unit`);
  const isQuarantine = organizationalUnitId === (await quarantineUnit(context));
  const account = { ...(await accountOf(context)), organizationalUnitId };
  return provision(context, account, isQuarantine ? 'quarantined' : 'ready');
}

/** Moves an account to where nobody in it may do anything, and audits it. */
export async function quarantineAccountJob(context: JobContext): Promise<Record<string, unknown>> {
  const organizationalUnitId = await quarantineUnit(context);
  if (organizationalUnitId === undefined)
    throw new JobFailure(
      'NO_SUCH_UNIT',
      'the stack organization has no output quarantineUnitId; deploy the organization first',
    );
  return provision(context, { ...(await accountOf(context)), organizationalUnitId }, 'quarantined');
}

/** Unit for accounts that are suspended, which the organization's stack makes; nothing before it has. */
export async function quarantineUnit(context: JobContext): Promise<string | undefined> {
  const id: unknown = (await outputsOf(context, 'organization')).quarantineUnitId?.value;
  return typeof id === 'string' ? id : undefined;
}

/** The account that a job is about. */
export async function accountOf({ db, job }: Pick<JobContext, 'db' | 'job'>): Promise<Account> {
  const account = job.account === null ? undefined : await findAccount(db, job.account);
  if (account === undefined) throw new Error(`job ${job.id} names no account`);
  return account;
}

/** @param account as it is to become. */
async function provision(
  context: JobContext,
  account: Account,
  state: AccountState,
): Promise<Record<string, unknown>> {
  const { db, job } = context;
  const { organizationalUnitId } = account;
  try {
    const { outputs } = await deploy(context, await accountDeployment(context, account));
    const accountId: unknown = outputs.accountId?.value;
    if (typeof accountId !== 'string') throw new Error('the account stack has no output accountId');
    await updateAccount(db, account.id, { state, accountId, organizationalUnitId });
    await context.step('audit account');
    await awaitAuditRole(context.config, accountId, job.id);
    const audit =
      (await findAuditOfJob(db, job.id)) ?? (await insertAudit(db, { account: account.id, job: job.id }));
    return { accountId, ...(await runAudit(context, audit, accountId)) };
  } catch (error) {
    if (!context.signal.aborted && !(error instanceof AwaitingApproval))
      await recordFailure(context, account, error);
    throw error;
  }
}

/** Says at an account that is not there yet what became of it. The job's own error says why. */
async function recordFailure(context: JobContext, account: Account, error: unknown): Promise<void> {
  const { db } = context;
  if ((await findAccount(db, account.id))?.state !== 'requested') return;
  const code = error instanceof JobFailure ? error.code : undefined;
  // What AWS made cannot be unmade: its id stays known whatever failed afterwards.
  const made = code === 'ACCOUNT_TAKEN' ? undefined : await findMade(context, account.email);
  await updateAccount(db, account.id, {
    state: code !== undefined && refusals.has(code) ? 'refused' : 'failed',
    ...(made === undefined ? {} : { accountId: made }),
  });
}

/** The id of an account, if AWS can be asked: this comes after a failure, whose reason must not be lost. */
async function findMade(context: JobContext, email: string): Promise<string | undefined> {
  const { homeRegion, managementAccountId } = context.config.organization;
  try {
    const session = await openSession(context.config, 'preview', managementAccountId, context.job.id);
    return (await findAccountByEmail(email, { region: homeRegion, credentials: credentialsOf(session) }))?.id;
  } catch {
    return undefined;
  }
}
