import type { OrganizationStackSettings } from './settings/settings.ts';

/** The word that sessions of audits and previews must bring along, where one is set. */
export function externalIdOf({ roleExternalId }: Pick<OrganizationStackSettings, 'roleExternalId'>): {
  externalId?: string;
} {
  return roleExternalId === undefined ? {} : { externalId: roleExternalId };
}
