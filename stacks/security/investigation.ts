import {
  AccessPolicies,
  detectionNames,
  investigationNames,
  organizationNames,
  TrailInvestigation,
} from '@trailguard/baseline';
import { aws } from '@trailguard/baseline/aws';
import { logReaders } from '../log-readers.ts';
import type { OrganizationStackSettings } from '../settings/settings.ts';
import { tagsOf } from '../watch-changes.ts';

/**
 * The table over the log files, and who may ask it. All Regions that AWS has are in the table, enabled or not: a query is to find
 * what happened where nobody looked.
 */
export async function investigateLogs(settings: OrganizationStackSettings): Promise<Record<string, unknown>> {
  if (!settings.investigation) return {};
  const { homeRegion, securityAccountId: accountId, investigationAccountIds } = settings;
  const { names: regions } = await aws.getRegions({ allRegions: true });
  const investigation = new TrailInvestigation('investigation', {
    namePrefix: settings.namePrefix,
    accountId,
    region: homeRegion,
    logBucketName: organizationNames(settings).logBucketName,
    organizationId: settings.organizationId,
    regions: [...regions].sort(),
    ...(investigationAccountIds === undefined ? {} : { accountIds: investigationAccountIds }),
    firstDay: settings.logsSince,
    investigatorRoleArns: logReaders(settings),
    scanLimitGigabytes: settings.queryScanLimitGigabytes,
    resultDays: settings.queryResultDays,
    ...tagsOf(settings),
  });
  return {
    investigationWorkgroup: investigation.workgroupName,
    investigationTable: investigation.tableName,
  };
}

/** The people of the security account: those who ask the log files, and those who answer findings. */
export function admitPeople(settings: OrganizationStackSettings): Record<string, unknown> {
  const { investigatorPrincipalArns, operatorPrincipalArns, homeRegion, securityAccountId } = settings;
  if (investigatorPrincipalArns.length + operatorPrincipalArns.length === 0) return {};
  const { databaseName, workgroupName, resultsBucketName } = investigationNames(settings);
  const people = new AccessPolicies('people', {
    namePrefix: settings.namePrefix,
    region: homeRegion,
    accountId: securityAccountId,
    ...(investigatorPrincipalArns.length > 0
      ? {
          investigators: {
            principalArns: investigatorPrincipalArns,
            archiveBucketNames: [
              organizationNames(settings).logBucketName,
              detectionNames(settings).findingsBucketName,
            ],
            databaseName,
            workgroupName,
            resultsBucketName,
          },
        }
      : {}),
    ...(operatorPrincipalArns.length > 0
      ? { operators: { principalArns: operatorPrincipalArns, hasFindings: true } }
      : {}),
    ...tagsOf(settings),
  });
  return { peopleRoleArns: people.roleArns };
}
