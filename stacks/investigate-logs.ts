import {
  type ControlTowerNames,
  detectionNames,
  type InvestigationNames,
  investigationNames,
  type Investigators,
  organizationNames,
  TrailInvestigation,
} from '@trailguard/baseline';
import { aws } from '@trailguard/baseline/aws';
import * as pulumi from '@pulumi/pulumi';
import { hasInvestigators, investigatorRoleArn, logReaders } from './log-readers.ts';
import { federated } from './people.ts';
import type { OrganizationStackSettings } from './settings/settings.ts';
import { tagsOf } from './watch-changes.ts';

/** Where the log files are asked, and where they are. */
export interface InvestigatedLogs {
  /** Account that asks. */
  readonly accountId: string;
  readonly logBucketName: string;
  /** Folder of the log files before `AWSLogs/`. */
  readonly keyPrefix?: string;
}

/** The security account asks what our archive keeps: its policies admit the roles of another account. */
export function archivedLogs(settings: OrganizationStackSettings): InvestigatedLogs {
  return {
    accountId: settings.securityAccountId,
    logBucketName: organizationNames(settings).logBucketName,
  };
}

/**
 * Log files of Control Tower are asked in the log archive: nobody may change its bucket's policy, which admits no other account,
 * and the roles of the bucket's own account need no admission. Their folder begins with the organization's id.
 * @see https://docs.aws.amazon.com/controltower/latest/userguide/logging-using-cloudtrail.html
 */
export function logsOfControlTower(
  { logArchiveAccountId, organizationId }: OrganizationStackSettings,
  { logBucketName }: ControlTowerNames,
): InvestigatedLogs {
  return { accountId: logArchiveAccountId, logBucketName, keyPrefix: organizationId };
}

/** Says where Control Tower's log files are asked instead. */
export async function tellWhereLogsAreAsked(settings: OrganizationStackSettings): Promise<void> {
  const role = investigatorRoleArn(settings, settings.logArchiveAccountId);
  await pulumi.log.info(
    'Control Tower is set up here: the policy of its log bucket admits no other account and is never changed, so its log files are ' +
      `asked in the log archive, by ${role}. Where the landing zone has a KMS key, its policy has to allow that role kms:Decrypt`,
  );
}

const namesIn = (settings: OrganizationStackSettings, accountId: string): InvestigationNames =>
  investigationNames({ ...settings, securityAccountId: accountId });

/**
 * The table over the log files, and who may ask it. All Regions that AWS has are in the table, enabled or not: a query is to find
 * what happened where nobody looked.
 */
export async function investigateLogs(
  settings: OrganizationStackSettings,
  logs: InvestigatedLogs,
): Promise<Record<string, unknown>> {
  if (!settings.investigation) return {};
  const { homeRegion, investigationAccountIds } = settings;
  const { names: regions } = await aws.getRegions({ allRegions: true });
  const investigation = new TrailInvestigation('investigation', {
    namePrefix: settings.namePrefix,
    region: homeRegion,
    organizationId: settings.organizationId,
    regions: [...regions].sort(),
    ...logs,
    ...(investigationAccountIds === undefined ? {} : { accountIds: investigationAccountIds }),
    firstDay: settings.logsSince,
    investigatorRoleArns: logReaders(settings, logs.accountId),
    scanLimitGigabytes: settings.queryScanLimitGigabytes,
    resultDays: settings.queryResultDays,
    ...tagsOf(settings),
  });
  return {
    investigationWorkgroup: investigation.workgroupName,
    investigationTable: investigation.tableName,
  };
}

/** Those who ask the log files; nobody where there are none. */
export function investigatorsOf(
  settings: OrganizationStackSettings,
  { accountId, logBucketName }: InvestigatedLogs,
): { investigators?: Investigators } {
  if (!hasInvestigators(settings)) return {};
  const { investigatorPrincipalArns: principalArns, investigatorSubjects } = settings;
  const { databaseName, workgroupName, resultsBucketName } = namesIn(settings, accountId);
  const archiveBucketNames = [logBucketName, detectionNames(settings).findingsBucketName];
  return {
    investigators: {
      principalArns,
      ...federated(settings, accountId, investigatorSubjects),
      archiveBucketNames,
      databaseName,
      workgroupName,
      resultsBucketName,
    },
  };
}
