import type * as pulumi from '@pulumi/pulumi';
import {
  type DelegatedAdministrators,
  SecurityHub,
  SecurityHubAccount,
  SecurityHubConfiguration,
  type SecurityStandard,
} from '@trailguard/baseline';
import type { OrganizationStackSettings } from '../settings/settings.ts';
import type { Administrator } from './administrator.ts';

/**
 * Enables Security Hub in the security account, before it is designated: in the home region, from which central configuration
 * reaches the others, or in each.
 * @returns `undefined` where Security Hub is off.
 */
export function enableSecurityHub(
  settings: OrganizationStackSettings,
  { provider, regions }: Administrator,
): SecurityHubAccount | undefined {
  if (settings.securityHub === 'off') return undefined;
  const isCentral = settings.securityHub === SecurityHubConfiguration.Central;
  return new SecurityHubAccount(
    'security',
    { regions: isCentral ? [settings.homeRegion] : regions },
    { provider },
  );
}

/** Has Security Hub check the organization's accounts, once the security account administers it. */
export function configureSecurityHub(
  settings: OrganizationStackSettings,
  { provider, regions }: Administrator,
  rootId: string,
  administrators: DelegatedAdministrators | undefined,
): Record<string, unknown> {
  if (settings.securityHub === 'off') return {};
  const dependsOn: pulumi.Resource[] = administrators === undefined ? [] : [administrators];
  const hub = new SecurityHub(
    'organization',
    {
      homeRegion: settings.homeRegion,
      regions,
      configuration: settings.securityHub as SecurityHubConfiguration,
      policyName: `${settings.namePrefix}-organization`,
      targetIds: [rootId],
      standards: settings.securityStandards as SecurityStandard[],
      disabledControls: settings.disabledSecurityControls,
    },
    { provider, dependsOn },
  );
  return { securityHubPolicyId: hub.policyId };
}
