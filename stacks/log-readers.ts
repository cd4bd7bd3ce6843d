import { accessNames, roleArn } from '@trailguard/baseline';
import type { OrganizationStackSettings } from './settings/settings.ts';

/** The roles that read the archive: those that are named, and that of the investigators where there are some. */
export function logReaders(settings: OrganizationStackSettings): string[] {
  const { logReaderRoleArns, investigatorPrincipalArns, homeRegion, securityAccountId, namePrefix } =
    settings;
  if (investigatorPrincipalArns.length === 0) return logReaderRoleArns;
  const { investigatorRoleName } = accessNames(namePrefix);
  return [...new Set([...logReaderRoleArns, roleArn(homeRegion, securityAccountId, investigatorRoleName)])];
}
