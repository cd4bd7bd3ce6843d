import type * as pulumi from '@pulumi/pulumi';
import {
  DelegatedAdministrators,
  DelegatedService,
  isControlTowerTrustedAccess,
  TrustedAccess,
} from '@trailguard/baseline';
import type { OrganizationStackSettings } from '../settings/settings.ts';

/** What the settings name, and what the security account's own programs need. */
function delegatedServices(settings: OrganizationStackSettings): DelegatedService[] {
  const needed = settings.accessAnalyzers ? [DelegatedService.AccessAnalyzer] : [];
  return [...new Set([...(settings.delegatedServices as DelegatedService[]), ...needed])];
}

/**
 * Lets the security account administer services for the organization, with the trusted access that they need. CloudTrail's
 * comes with the trail, and under Control Tower what it trusts is trusted already.
 * @param trail of ours; without one Control Tower's is used.
 */
export function delegateAdministration(
  settings: OrganizationStackSettings,
  trail: pulumi.Resource | undefined,
): void {
  const services = delegatedServices(settings);
  if (services.length === 0) return;
  const servicePrincipals = services
    .filter((service) => service !== DelegatedService.CloudTrail)
    .map((service) => `${service}.amazonaws.com`)
    .filter((principal) => trail !== undefined || !isControlTowerTrustedAccess(principal));
  const access =
    servicePrincipals.length > 0 ? [new TrustedAccess('organization', { servicePrincipals })] : [];
  new DelegatedAdministrators(
    'security',
    {
      administratorAccountId: settings.securityAccountId,
      services,
      homeRegion: settings.homeRegion,
    },
    { dependsOn: [...(trail ? [trail] : []), ...access] },
  );
}
