import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import {
  DelegatedAdministrators,
  DelegatedService,
  type OrganizationSettings,
  RootAccess,
  SecurityHub,
  SecurityHubAccount,
  type TrustedAccess,
} from '@trailguard/baseline';
import { type Accounts, type Part, region } from './accounts.ts';

/** What governance rests on. */
export interface GovernanceOptions {
  readonly rootId: string;
  readonly trusted: TrustedAccess;
  readonly omitted: readonly Part[];
}

/**
 * Security Hub by one policy for all accounts, an analyzer of outside access, and members' root users managed centrally.
 * @returns what takes GuardDuty's findings, and what lets the security account deploy rules of AWS Config to all.
 */
export function declareGovernance(
  { securityAccountId }: OrganizationSettings,
  { management, security }: Accounts,
  { rootId, trusted, omitted }: GovernanceOptions,
): { readonly findings: readonly pulumi.Resource[]; readonly delegated: pulumi.Resource } {
  const account = new SecurityHubAccount('hub', { regions: [region] }, { provider: security });
  const delegated = new DelegatedAdministrators(
    'governance',
    {
      administratorAccountId: securityAccountId,
      services: [
        DelegatedService.SecurityHub,
        DelegatedService.AccessAnalyzer,
        DelegatedService.Config,
        DelegatedService.ConfigRules,
      ],
      homeRegion: region,
    },
    { provider: management, dependsOn: [trusted, account] },
  );
  new SecurityHub(
    'hub',
    { homeRegion: region, regions: [region], policyName: 'everyone', targetIds: [rootId] },
    { provider: security, dependsOn: delegated },
  );
  if (!omitted.includes('access-analyzer')) {
    new aws.accessanalyzer.Analyzer(
      'outside-access',
      { analyzerName: 'outside-access', type: 'ORGANIZATION' },
      { provider: security, dependsOn: delegated },
    );
  }
  new RootAccess('root-access', {}, { provider: management });
  if (omitted.includes('findings-subscription')) return { findings: [], delegated };
  const productArn = `arn:aws:securityhub:${region}::product/aws/guardduty`;
  const subscription = new aws.securityhub.ProductSubscription(
    'guardduty',
    { productArn },
    { provider: security, dependsOn: account },
  );
  return { findings: [subscription], delegated };
}
