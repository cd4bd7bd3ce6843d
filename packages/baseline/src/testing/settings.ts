import type { OrganizationSettings } from '../organization-names.ts';

/** Settings that are right; a test states what differs. */
export function someSettings(different: Partial<OrganizationSettings> = {}): OrganizationSettings {
  return {
    organizationId: 'o-exampleorgid',
    managementAccountId: '111111111111',
    logArchiveAccountId: '222222222222',
    securityAccountId: '333333333333',
    homeRegion: 'us-east-1',
    namePrefix: 'trailguard',
    breakGlassRoleName: 'BreakGlass',
    ...different,
  };
}
