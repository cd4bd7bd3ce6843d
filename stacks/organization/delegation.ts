import type * as pulumi from '@pulumi/pulumi';
import { DelegatedAdministrators, DelegatedService, TrustedAccess } from '@trailguard/baseline';
import type { OrganizationStackSettings } from '../settings/settings.ts';

/**
 * Lets the security account administer services for the organization, with the trusted access that they need. CloudTrail's
 * comes with the trail.
 */
export function delegateAdministration(settings: OrganizationStackSettings, trail: pulumi.Resource): void {
  const services = settings.delegatedServices as DelegatedService[];
  if (services.length === 0) return;
  const servicePrincipals = services
    .filter((service) => service !== DelegatedService.CloudTrail)
    .map((service) => `${service}.amazonaws.com`);
  const access =
    servicePrincipals.length > 0 ? [new TrustedAccess('organization', { servicePrincipals })] : [];
  new DelegatedAdministrators(
    'security',
    {
      administratorAccountId: settings.securityAccountId,
      services,
      homeRegion: settings.homeRegion,
    },
    { dependsOn: [trail, ...access] },
  );
}
