import { createHash } from 'node:crypto';
import { type Account, findAccount, updateAccount } from '../store/accounts.ts';
import { findAuditOfJob, insertAudit } from '../store/audits.ts';
import { findAccountByEmail } from './account-lookup.ts';
import { runAudit } from './audit-account.ts';
import type { JobContext } from './context.ts';
import { openSession, type Session } from './credentials.ts';
import { deploy } from './deployment.ts';
import { JobFailure } from './failure.ts';
import { organizationSettings } from './organization-settings.ts';
import { writeProfile } from './profiles.ts';

/** Profile that the account stack's provider uses; a constant, so that it never shows as a change. */
const MemberProfile = 'trailguard-member';

/** Makes an account with its baseline and audits it. */
export async function vendAccountJob(context: JobContext): Promise<Record<string, unknown>> {
  const { config, db, job } = context;
  const account = job.accountId === null ? undefined : await findAccount(db, job.accountId);
  if (account === undefined) throw new Error(`job ${job.id} names no account`);
  try {
    const accountId = await deployAccount(context, account);
    await updateAccount(db, account.id, { state: 'ready', accountId });
    await context.step('audit account');
    const audit =
      (await findAuditOfJob(db, job.id)) ?? (await insertAudit(db, { account: account.id, job: job.id }));
    const summary = await runAudit(context, audit.id, accountId);
    return { accountId, audit: audit.id, ...summary };
  } catch (error) {
    if (context.signal.aborted) throw error;
    const made = await findAccountByEmail(
      config.organization.homeRegion,
      account.email,
      await lookupSession(context),
    );
    const state = error instanceof JobFailure && error.code === 'POLICY_VIOLATION' ? 'refused' : 'failed';
    // What AWS made cannot be unmade: its id stays known whatever failed afterwards.
    if ((await findAccount(db, account.id))?.state !== 'ready') {
      await updateAccount(db, account.id, { state, ...(made === undefined ? {} : { accountId: made.id }) });
    }
    throw error;
  }
}

function lookupSession(context: JobContext): Promise<Session> {
  return openSession(
    context.config,
    'preview',
    context.config.organization.managementAccountId,
    context.job.id,
  );
}

async function deployAccount(context: JobContext, account: Account): Promise<string> {
  const { config, job } = context;
  const management = config.organization.managementAccountId;
  const { outputs } = await deploy(context, {
    folder: 'account',
    stackName: stackNameOf(account),
    settings: {
      ...organizationSettings(config),
      'trailguard:accountName': account.name,
      'trailguard:email': account.email,
      'trailguard:organizationalUnitId': account.organizationalUnitId,
      'trailguard:memberProfile': MemberProfile,
    },
    environment: {
      preview: {
        ...(await openSession(config, 'preview', management, job.id)),
        ...(await writeProfile(context, MemberProfile, { email: account.email }, 'preview')),
      },
      apply: {
        ...(await openSession(config, 'apply', management, job.id)),
        ...(await writeProfile(context, MemberProfile, { email: account.email }, 'apply')),
      },
    },
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
