import { createHash } from 'node:crypto';
import { findAccountByEmail } from '@trailguard/existing/accounts';
import { type Account, findAccount, updateAccount } from '../store/accounts.ts';
import { findAuditOfJob, insertAudit } from '../store/audits.ts';
import { admitAccount } from './account-admission.ts';
import { AwaitingApproval } from './approval.ts';
import { runAudit } from './audit-account.ts';
import type { JobContext } from './context.ts';
import { awaitAuditRole, credentialsOf, openSession } from './credentials.ts';
import { deploy } from './deployment.ts';
import { JobFailure, refusals } from './failure.ts';
import { fullAccess } from './full-access.ts';
import { organizationSettings } from './organization-settings.ts';
import { writeProfile } from './profiles.ts';

/** Profile that the account stack's provider uses; a constant, so that it never shows as a change. */
const MemberProfile = 'trailguard-member';

/** Makes an account with its baseline and audits it. */
export async function vendAccountJob(context: JobContext): Promise<Record<string, unknown>> {
  const { db, job } = context;
  const account = job.account === null ? undefined : await findAccount(db, job.account);
  if (account === undefined) throw new Error(`job ${job.id} names no account`);
  try {
    const accountId = await deployAccount(context, account);
    await updateAccount(db, account.id, { state: 'ready', accountId });
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

/** Says at the account what became of it. The job's own error says why. */
async function recordFailure(context: JobContext, account: Account, error: unknown): Promise<void> {
  const { db } = context;
  if ((await findAccount(db, account.id))?.state === 'ready') return;
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

async function deployAccount(context: JobContext, account: Account): Promise<string> {
  const { config, job } = context;
  const management = config.organization.managementAccountId;
  const stackName = stackNameOf(account);
  const apply = await openSession(config, 'apply', management, job.id);
  const { outputs } = await deploy(context, {
    folder: 'account',
    stackName,
    accountId: management,
    settings: {
      ...organizationSettings(config),
      'trailguard:accountName': account.name,
      'trailguard:email': account.email,
      'trailguard:organizationalUnitId': account.organizationalUnitId,
      'trailguard:memberProfile': MemberProfile,
      // A new account has nobody.
      ...(account.accountId === null ? {} : await fullAccess(context, account.accountId)),
    },
    environment: {
      preview: async () => {
        const session = await openSession(config, 'preview', management, job.id);
        const made = await findAccountByEmail(account.email, {
          region: config.organization.homeRegion,
          credentials: credentialsOf(session),
        });
        const target = made === undefined ? { email: account.email } : { accountId: made.id };
        return { ...session, ...(await writeProfile(context, MemberProfile, target, 'preview')) };
      },
      apply: {
        ...apply,
        ...(await writeProfile(context, MemberProfile, { email: account.email }, 'apply')),
      },
    },
    admit: (state) => admitAccount(context, { account, stackName, state, session: apply }),
  });
  const id = outputs.accountId?.value;
  if (typeof id !== 'string') throw new Error('the account stack has no output accountId');
  return id;
}

/** One stack an account for ever, found by what never changes: the e-mail address. */
function stackNameOf(account: Account): string {
  const slug = account.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${slug}-${createHash('sha256').update(account.email).digest('hex').slice(0, 8)}`;
}
