import {
  AccountBaseline,
  BreakGlassRole,
  configNames,
  detectionNames,
  organizationNames,
} from '@trailguard/baseline';
import { adopting } from '../adoption/adopting.ts';
import { controlTowerOfLogArchive, isEnrolledInControlTower } from '../control-tower.ts';
import { RegionScope, regionsOf } from '../regions.ts';
import { externalIdOf } from '../external-id.ts';
import { warnOfFullAccess } from '../full-access.ts';
import { investigateLogs, investigatorsOf, logsOfControlTower } from '../investigate-logs.ts';
import { withReadersOfLogArchive } from '../log-readers.ts';
import { admitPeople } from '../people.ts';
import { admitResponder } from '../response-role.ts';
import { setContacts } from '../set-contacts.ts';
import { readOrganizationSettings } from '../settings/settings.ts';
import { watchChanges } from '../watch-changes.ts';
import { archiveLogs, notArchived } from './archive.ts';
import { archiveConfiguration } from './config.ts';
import { reachOfBreakGlass } from './copy.ts';
import { requireDeployRole } from './deploy-role.ts';
import { archiveFindings } from './findings.ts';
import { writingTrails } from './writing-trails.ts';

/**
 * The log-archive account: the key, the bucket of the organization's log files, the bucket of its access
 * logs, the one role that may delete, who hears of it, and the copy in another region where there is to be one.
 * Where Control Tower keeps the log files, key and buckets are made for trails of ours alone. Runs with credentials of
 * that account, before all other stacks.
 */
export const program = () => adopting('log-archive', keepLogs);

async function keepLogs(): Promise<Record<string, unknown>> {
  const settings = readOrganizationSettings();
  await requireDeployRole(settings);
  const { used: controlTower } = await controlTowerOfLogArchive(settings);
  const trails = writingTrails(settings, controlTower !== undefined);
  const names = organizationNames(settings);
  const { homeRegion, managementAccountId, logArchiveAccountId } = settings;
  const regions = await regionsOf(settings, RegionScope.Enabled);

  const baseline = new AccountBaseline('account', {
    managementAccountId,
    homeRegion,
    regions,
    ...externalIdOf(settings),
  });
  setContacts(settings);
  admitResponder(settings, 'other');
  await warnOfFullAccess(settings, settings.logArchiveAccountId);
  const breakGlass = new BreakGlassRole('break-glass', {
    roleName: settings.breakGlassRoleName,
    region: homeRegion,
    accountId: logArchiveAccountId,
    trustedAccountId: managementAccountId,
    ...reachOfBreakGlass(settings, names, trails !== undefined),
  });
  const read = controlTower === undefined ? settings : withReadersOfLogArchive(settings);
  const archived = trails === undefined ? notArchived(settings) : archiveLogs(read, trails);
  const logs = controlTower === undefined ? undefined : logsOfControlTower(settings, controlTower);
  watchChanges(settings, {
    accountId: logArchiveAccountId,
    regions,
    logBucketNames: [
      ...(trails === undefined ? [] : [names.logBucketName, names.accessLogBucketName]),
      ...(controlTower === undefined ? [] : [controlTower.logBucketName, controlTower.accessLogBucketName]),
      detectionNames(settings).findingsBucketName,
      ...(settings.configRecorder ? [configNames(settings).configBucketName] : []),
    ],
  });

  return {
    ...(controlTower === undefined
      ? {}
      : { logBucketName: controlTower.logBucketName, accessLogBucketName: controlTower.accessLogBucketName }),
    ...archived,
    breakGlassRoleArn: breakGlass.roleArn,
    ...archiveFindings(read, regions),
    ...archiveConfiguration(settings, regions, await isEnrolledInControlTower()),
    ...(logs === undefined ? {} : await investigateLogs(settings, logs)),
    ...(logs === undefined
      ? {}
      : admitPeople(settings, { accountId: logs.accountId, ...investigatorsOf(settings, logs) })),
    auditRoleArn: baseline.auditRoleArn,
    previewRoleArn: baseline.previewRoleArn,
  };
}
