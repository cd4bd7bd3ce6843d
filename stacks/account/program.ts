import { aws } from '@trailguard/baseline/aws';
import { Account, AccountBaseline, ControlTowerPrincipal, OptedInRegions } from '@trailguard/baseline';
import { adopting } from '../adoption/adopting.ts';
import { type MemberProviderArgs, memberProvider } from '../member-provider.ts';
import { RegionScope, regionsOf } from '../regions.ts';
import { externalIdOf } from '../external-id.ts';
import { warnOfFullAccess } from '../full-access.ts';
import { recordConfiguration } from '../record-configuration.ts';
import { admitResponder } from '../response-role.ts';
import { setContacts } from '../set-contacts.ts';
import { readAccountSettings } from '../settings/settings.ts';
import { watchChanges } from '../watch-changes.ts';
import { scanUploads } from './malware.ts';

/**
 * One account of the organization and its baseline; one stack an account. Runs with credentials of the
 * management account. Trail and threat detection reach a new account by themselves.
 *
 * Creating an account cannot be undone: it is protected, and a destroyed stack leaves it open. Another
 * `organizationalUnitId` moves it: into the quarantine unit that the stack "organization" makes, to suspend it.
 */
export const program = () => adopting('account', provideAccount);

async function provideAccount(): Promise<Record<string, unknown>> {
  const settings = readAccountSettings();
  const { homeRegion, managementAccountId } = settings;
  // Asked with the credentials at hand, since the account may not exist yet: what a new account has enabled.
  const enabled = await regionsOf(settings, RegionScope.EnabledByDefault);

  const account = new Account('account', {
    accountName: settings.accountName,
    email: settings.email,
    organizationalUnitId: settings.organizationalUnitId,
    ...(Object.keys(settings.accountTags).length > 0 ? { tags: settings.accountTags } : {}),
  });
  const credentials = { accountId: account.accountId, homeRegion, profile: settings.memberProfile };
  const optedIn = optIntoRegions(settings.optInRegions, credentials);
  const provider = memberProvider('member', credentials, { dependsOn: optedIn });
  const regions = [...new Set([...enabled, ...settings.optInRegions])];
  setContacts(settings, { provider });
  admitResponder(settings, 'other', { provider });
  account.accountId.apply((accountId) => warnOfFullAccess(settings, accountId));
  const baseline = new AccountBaseline(
    'account',
    { managementAccountId, homeRegion, regions, ...externalIdOf(settings) },
    { provider },
  );
  scanUploads(settings, account.accountId, { provider });
  const isRecorded = await enrollsAccounts();
  recordConfiguration(settings, { accountId: account.accountId, regions }, isRecorded, { provider });
  watchChanges(settings, { accountId: account.accountId, regions }, { provider });

  return {
    accountId: account.accountId,
    accountArn: account.accountArn,
    email: account.email,
    auditRoleArn: baseline.auditRoleArn,
    previewRoleArn: baseline.previewRoleArn,
  };
}

/** Whether Control Tower has set the organization up; the account may not exist yet to be asked. */
async function enrollsAccounts(): Promise<boolean> {
  const { awsServiceAccessPrincipals } = await aws.organizations.getOrganization({});
  return awsServiceAccessPrincipals.includes(ControlTowerPrincipal);
}

/**
 * Opts into regions by a provider of its own, so that the provider of all else can wait for them: AWS takes minutes, at times
 * hours.
 */
function optIntoRegions(regions: string[], credentials: MemberProviderArgs): OptedInRegions[] {
  if (regions.length === 0) return [];
  const provider = memberProvider('member-regions', credentials);
  return [new OptedInRegions('account', { regions }, { provider })];
}
