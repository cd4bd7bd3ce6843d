import type { LogCopyArgs } from '@trailguard/baseline';
import { logReaders } from '../log-readers.ts';
import type { OrganizationStackSettings } from '../settings/settings.ts';

/** What the log bucket, its copy and the bucket of findings have alike. */
type Retention = Pick<
  LogCopyArgs,
  | 'readerRoleArns'
  | 'retentionAdministratorArns'
  | 'objectLockMode'
  | 'objectLockDays'
  | 'complianceLockConfirmedDays'
  | 'logRetentionDays'
  | 'archiveAfterDays'
  | 'accessLogRetentionDays'
>;

/** Who reads the files of the archive, how long they are kept and locked, and who may change that. */
export function retentionOf(settings: OrganizationStackSettings): Retention {
  const { complianceLockConfirmedDays } = settings;
  return {
    readerRoleArns: logReaders(settings),
    retentionAdministratorArns: settings.retentionAdministratorArns,
    objectLockMode: settings.objectLockMode,
    objectLockDays: settings.objectLockDays,
    logRetentionDays: settings.logRetentionDays,
    archiveAfterDays: settings.archiveAfterDays,
    accessLogRetentionDays: settings.accessLogRetentionDays,
    ...(complianceLockConfirmedDays === undefined ? {} : { complianceLockConfirmedDays }),
  };
}
