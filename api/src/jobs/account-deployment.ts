import { findAccountByEmail } from '@trailguard/existing/accounts';
import type { Account } from '../store/accounts.ts';
import { AccountType, admitAccount } from './account-admission.ts';
import type { JobContext } from './context.ts';
import { credentialsOf, openSession } from './credentials.ts';
import type { Deployment } from './deployment.ts';
import { fullAccess } from './full-access.ts';
import { organizationSettings } from './organization-settings.ts';
import { writeProfile } from './profiles.ts';
import { stackNameOf } from './stack-name.ts';

/** Profile that the account stack's provider uses; a constant, so that it never shows as a change. */
const MemberProfile = 'trailguard-member';

/**
 * How an account's stack is deployed: its settings, and credentials of the management account.
 * @param account as it is to become.
 */
export async function accountDeployment(context: JobContext, account: Account): Promise<Deployment> {
  const { config, job } = context;
  const management = config.organization.managementAccountId;
  const stackName = stackNameOf(account);
  return {
    id: account.id,
    folder: 'account',
    stackName,
    accountId: management,
    settings: {
      ...organizationSettings(config),
      'trailguard:accountName': account.name,
      'trailguard:email': account.email,
      'trailguard:organizationalUnitId': account.organizationalUnitId,
      'trailguard:memberProfile': MemberProfile,
      ...(account.isAdopted && account.accountId !== null
        ? { 'trailguard:adopt': adoptSetting(config.stackSettings.adopt, account.accountId) }
        : {}),
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
      apply: async () => ({
        ...(await openSession(config, 'apply', management, job.id)),
        ...(await writeProfile(context, MemberProfile, { email: account.email }, 'apply')),
      }),
    },
    admit: (state, session) => admitAccount(context, { account, stackName, state, session }),
  };
}

/** Adds the account to what the service's own setting takes over. */
function adoptSetting(given: string | undefined, accountId: string): string {
  const adopt = JSON.parse(given ?? '{}') as Record<string, Record<string, string>>;
  return JSON.stringify({ ...adopt, account: { ...adopt.account, [`${AccountType} account`]: accountId } });
}
