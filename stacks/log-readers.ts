import { accessNames, roleArn } from '@trailguard/baseline';
import type { OrganizationStackSettings } from './settings/settings.ts';

/** ARN of the role of the investigators, in the account where they ask. */
export function investigatorRoleArn(
  { homeRegion, namePrefix }: OrganizationStackSettings,
  accountId: string,
): string {
  return roleArn(homeRegion, accountId, accessNames(namePrefix).investigatorRoleName);
}

/** Whether anybody asks the log files. */
export function hasInvestigators({
  investigatorPrincipalArns,
  investigatorSubjects,
}: OrganizationStackSettings): boolean {
  return investigatorPrincipalArns.length + investigatorSubjects.length > 0;
}

/**
 * The roles that read the archive: those that are named, and that of the investigators where there are some.
 * @param accountId where investigators ask; by default the security account.
 */
export function logReaders(
  settings: OrganizationStackSettings,
  accountId: string = settings.securityAccountId,
): string[] {
  const { logReaderRoleArns } = settings;
  if (!hasInvestigators(settings)) return logReaderRoleArns;
  return [...new Set([...logReaderRoleArns, investigatorRoleArn(settings, accountId)])];
}

/** The settings by which the log archive admits the investigators of its own account, and none of the security account. */
export function withReadersOfLogArchive(settings: OrganizationStackSettings): OrganizationStackSettings {
  return {
    ...settings,
    logReaderRoleArns: logReaders(settings, settings.logArchiveAccountId),
    investigatorPrincipalArns: [],
    investigatorSubjects: [],
  };
}
