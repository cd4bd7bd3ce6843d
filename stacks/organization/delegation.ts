import type * as pulumi from '@pulumi/pulumi';
import {
  DelegatedAdministrators,
  DelegatedService,
  isControlTowerTrustedAccess,
  SecurityHubConfiguration,
  TrustedAccess,
} from '@trailguard/baseline';
import type { OrganizationStackSettings } from '../settings/settings.ts';
import type { Administrator } from './administrator.ts';
import { enableSecurityHub } from './security-hub.ts';

/** What the settings name, and what the security account's own programs need. */
function delegatedServices(settings: OrganizationStackSettings): DelegatedService[] {
  const needed = [
    ...(settings.accessAnalyzers ? [DelegatedService.AccessAnalyzer] : []),
    ...(settings.securityHub === 'off' ? [] : [DelegatedService.SecurityHub]),
    ...(settings.configRecorder || settings.configRules
      ? [DelegatedService.Config, DelegatedService.ConfigRules]
      : []),
  ];
  return [...new Set([...(settings.delegatedServices as DelegatedService[]), ...needed])];
}

/**
 * Lets the security account administer services for the organization, with the trusted access that they need. CloudTrail's
 * comes with the trail, and under Control Tower what it trusts is trusted already.
 * @param trail of ours; without one Control Tower's is used.
 * @param administrator the security account; with local configuration of Security Hub it is designated in its regions.
 * @returns `undefined` where there is nothing to administer.
 */
export function delegateAdministration(
  settings: OrganizationStackSettings,
  trail: pulumi.Resource | undefined,
  administrator: Administrator,
): DelegatedAdministrators | undefined {
  const services = delegatedServices(settings);
  if (services.length === 0) return undefined;
  const hub = enableSecurityHub(settings, administrator);
  const isLocal = settings.securityHub === SecurityHubConfiguration.Local;
  const servicePrincipals = services
    .filter((service) => service !== DelegatedService.CloudTrail)
    .map((service) => `${service}.amazonaws.com`)
    .filter((principal) => trail !== undefined || !isControlTowerTrustedAccess(principal));
  const access =
    servicePrincipals.length > 0 ? [new TrustedAccess('organization', { servicePrincipals })] : [];
  return new DelegatedAdministrators(
    'security',
    {
      administratorAccountId: settings.securityAccountId,
      services,
      homeRegion: settings.homeRegion,
      ...(isLocal ? { securityHubRegions: administrator.regions } : {}),
    },
    { dependsOn: [...(trail ? [trail] : []), ...(hub ? [hub] : []), ...access] },
  );
}
