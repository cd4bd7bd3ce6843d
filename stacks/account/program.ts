import * as aws from '@pulumi/aws';
import { AccountBaseline } from '@trailguard/baseline';
import { memberProvider } from '../member-provider.ts';
import { RegionScope, regionsOf } from '../regions.ts';
import { readAccountSettings } from '../settings/settings.ts';
import { watchChanges } from '../watch-changes.ts';

/**
 * One account of the organization and its baseline; one stack an account. Runs with credentials of the
 * management account. Trail and threat detection reach a new account by themselves.
 *
 * Creating an account cannot be undone: it is protected, and a destroyed stack leaves it open.
 */
export async function program(): Promise<Record<string, unknown>> {
  const settings = readAccountSettings();
  const { homeRegion, managementAccountId } = settings;
  // Asked with the credentials at hand, since the account may not exist yet: what a new account has enabled.
  const regions = await regionsOf(settings, RegionScope.EnabledByDefault);

  const account = new aws.organizations.Account(
    'account',
    {
      name: settings.accountName,
      email: settings.email,
      parentId: settings.organizationalUnitId,
      closeOnDeletion: false,
    },
    {
      protect: true,
      retainOnDelete: true,
      // AWS tells neither after creation; without this an imported account would be replaced.
      ignoreChanges: ['roleName', 'iamUserAccessToBilling'],
    },
  );
  const provider = memberProvider('member', {
    accountId: account.id,
    homeRegion,
    profile: settings.memberProfile,
  });
  const baseline = new AccountBaseline('account', { managementAccountId, homeRegion, regions }, { provider });
  watchChanges(settings, { accountId: account.id, regions }, { provider });

  return {
    accountId: account.id,
    accountArn: account.arn,
    email: account.email,
    auditRoleArn: baseline.auditRoleArn,
    previewRoleArn: baseline.previewRoleArn,
  };
}
