import type { Control } from '../model/control.ts';
import accountIsRecorded from './cloudtrail/account-is-recorded.ts';
import allRegionsAndManagementEvents from './cloudtrail/all-regions-and-management-events.ts';
import customerManagedKey from './cloudtrail/customer-managed-key.ts';
import digestsAreDelivered from './cloudtrail/digests-are-delivered.ts';
import eventsReachCloudwatchLogs from './cloudtrail/events-reach-cloudwatch-logs.ts';
import globalServiceEvents from './cloudtrail/global-service-events.ts';
import logFileValidation from './cloudtrail/log-file-validation.ts';
import logFilesAreDelivered from './cloudtrail/log-files-are-delivered.ts';
import managementEventsSelected from './cloudtrail/management-events-selected.ts';
import organizationTrailCoversEveryAccount from './cloudtrail/organization-trail-covers-every-account.ts';
import trailIsLogging from './cloudtrail/trail-is-logging.ts';
import accountsEnabledAutomatically from './guardduty/accounts-enabled-automatically.ts';
import detectorInEveryRegion from './guardduty/detector-in-every-region.ts';
import everyAccountIsMember from './guardduty/every-account-is-member.ts';
import blockPublicAccess from './s3/block-public-access.ts';
import cloudtrailMayWriteAlone from './s3/cloudtrail-may-write-alone.ts';
import deletionIsDenied from './s3/deletion-is-denied.ts';
import logBucketIsNotPublic from './s3/log-bucket-is-not-public.ts';
import objectLock from './s3/object-lock.ts';
import versioning from './s3/versioning.ts';

/** All controls, sorted by id. A test walks the folder, so that none is forgotten here. */
export const controls: readonly Control[] = [
  accountIsRecorded,
  allRegionsAndManagementEvents,
  organizationTrailCoversEveryAccount,
  trailIsLogging,
  globalServiceEvents,
  logFileValidation,
  digestsAreDelivered,
  customerManagedKey,
  managementEventsSelected,
  eventsReachCloudwatchLogs,
  logFilesAreDelivered,
  accountsEnabledAutomatically,
  detectorInEveryRegion,
  everyAccountIsMember,
  logBucketIsNotPublic,
  blockPublicAccess,
  cloudtrailMayWriteAlone,
  deletionIsDenied,
  versioning,
  objectLock,
].sort((a, b) => a.id.localeCompare(b.id)) as unknown as readonly Control[];
