import type { Control } from '../model/control.ts';
import accountIsRecorded from './cloudtrail/account-is-recorded.ts';
import aggregationAddsToRawEvents from './cloudtrail/aggregation-adds-to-raw-events.ts';
import allRegionsAndManagementEvents from './cloudtrail/all-regions-and-management-events.ts';
import customerManagedKey from './cloudtrail/customer-managed-key.ts';
import dataEventsOnTheirOwnTrail from './cloudtrail/data-events-on-their-own-trail.ts';
import deliveryLoopsAreSuppressed from './cloudtrail/delivery-loops-are-suppressed.ts';
import digestsAreDelivered from './cloudtrail/digests-are-delivered.ts';
import dynamodbItemsAreRecorded from './cloudtrail/dynamodb-items-are-recorded.ts';
import eventDataStoreKey from './cloudtrail/event-data-store-key.ts';
import eventDataStoreProtection from './cloudtrail/event-data-store-protection.ts';
import eventsAreRecordedOnce from './cloudtrail/events-are-recorded-once.ts';
import eventsArriveInCloudwatchLogs from './cloudtrail/events-arrive-in-cloudwatch-logs.ts';
import eventsReachCloudwatchLogs from './cloudtrail/events-reach-cloudwatch-logs.ts';
import furtherDataEventsAreRecorded from './cloudtrail/further-data-events-are-recorded.ts';
import globalServiceEvents from './cloudtrail/global-service-events.ts';
import insightsAreOn from './cloudtrail/insights-are-on.ts';
import lambdaInvocationsAreRecorded from './cloudtrail/lambda-invocations-are-recorded.ts';
import logFileValidation from './cloudtrail/log-file-validation.ts';
import logFilesAreDelivered from './cloudtrail/log-files-are-delivered.ts';
import managementEventsSelected from './cloudtrail/management-events-selected.ts';
import networkActivityIsRecorded from './cloudtrail/network-activity-is-recorded.ts';
import noSourceLeftOut from './cloudtrail/no-source-left-out.ts';
import oneTrailMeetsTheProfile from './cloudtrail/one-trail-meets-the-profile.ts';
import organizationTrailCoversEveryAccount from './cloudtrail/organization-trail-covers-every-account.ts';
import s3ReadsAreRecorded from './cloudtrail/s3-reads-are-recorded.ts';
import s3WritesAreRecorded from './cloudtrail/s3-writes-are-recorded.ts';
import standaloneTrailWritesToArchive from './cloudtrail/standalone-trail-writes-to-archive.ts';
import trailFollowsConvention from './cloudtrail/trail-follows-convention.ts';
import trailIsAsApplied from './cloudtrail/trail-is-as-applied.ts';
import trailIsLogging from './cloudtrail/trail-is-logging.ts';
import trailsAreTagged from './cloudtrail/trails-are-tagged.ts';
import alarmActionsAreEnabled from './cloudwatch/alarm-actions-are-enabled.ts';
import alarmOnBucketPolicyChanges from './cloudwatch/alarm-on-bucket-policy-changes.ts';
import alarmOnConfigChanges from './cloudwatch/alarm-on-config-changes.ts';
import alarmOnGatewayChanges from './cloudwatch/alarm-on-gateway-changes.ts';
import alarmOnIamChanges from './cloudwatch/alarm-on-iam-changes.ts';
import alarmOnKeyEndings from './cloudwatch/alarm-on-key-endings.ts';
import alarmOnNetworkAclChanges from './cloudwatch/alarm-on-network-acl-changes.ts';
import alarmOnOrganizationChanges from './cloudwatch/alarm-on-organization-changes.ts';
import alarmOnRootUse from './cloudwatch/alarm-on-root-use.ts';
import alarmOnRouteTableChanges from './cloudwatch/alarm-on-route-table-changes.ts';
import alarmOnSecurityGroupChanges from './cloudwatch/alarm-on-security-group-changes.ts';
import alarmOnSignInFailures from './cloudwatch/alarm-on-sign-in-failures.ts';
import alarmOnSignInWithoutMfa from './cloudwatch/alarm-on-sign-in-without-mfa.ts';
import alarmOnTrailChanges from './cloudwatch/alarm-on-trail-changes.ts';
import alarmOnUnauthorizedCalls from './cloudwatch/alarm-on-unauthorized-calls.ts';
import alarmOnVpcChanges from './cloudwatch/alarm-on-vpc-changes.ts';
import alarmsHaveAnAction from './cloudwatch/alarms-have-an-action.ts';
import eventRulesRespond from './cloudwatch/event-rules-respond.ts';
import insightsAreTold from './cloudwatch/insights-are-told.ts';
import logGroupEncrypted from './cloudwatch/log-group-encrypted.ts';
import logGroupRetention from './cloudwatch/log-group-retention.ts';
import logGroupStays from './cloudwatch/log-group-stays.ts';
import logPoliciesAreNotPublic from './cloudwatch/log-policies-are-not-public.ts';
import tamperingIsTold from './cloudwatch/tampering-is-told.ts';
import accountsEnabledAutomatically from './guardduty/accounts-enabled-automatically.ts';
import aiProtection from './guardduty/ai-protection.ts';
import detectorInEveryRegion from './guardduty/detector-in-every-region.ts';
import ec2AgentManaged from './guardduty/ec2-agent-managed.ts';
import eksAgentManaged from './guardduty/eks-agent-managed.ts';
import eksAuditLogs from './guardduty/eks-audit-logs.ts';
import everyAccountIsMember from './guardduty/every-account-is-member.ts';
import fargateAgentManaged from './guardduty/fargate-agent-managed.ts';
import findingsAreTold from './guardduty/findings-are-told.ts';
import findingsAreWorkedOn from './guardduty/findings-are-worked-on.ts';
import findingsBucket from './guardduty/findings-bucket.ts';
import findingsExported from './guardduty/findings-exported.ts';
import findingsReachSecurityHub from './guardduty/findings-reach-security-hub.ts';
import foundationalSources from './guardduty/foundational-sources.ts';
import lambdaNetworkLogs from './guardduty/lambda-network-logs.ts';
import malwareProtectionForEc2 from './guardduty/malware-protection-for-ec2.ts';
import malwareProtectionForS3 from './guardduty/malware-protection-for-s3.ts';
import presentApi from './guardduty/present-api.ts';
import publishingFrequency from './guardduty/publishing-frequency.ts';
import rdsDataActivity from './guardduty/rds-data-activity.ts';
import rdsLoginEvents from './guardduty/rds-login-events.ts';
import runtimeCoverage from './guardduty/runtime-coverage.ts';
import runtimeMonitoring from './guardduty/runtime-monitoring.ts';
import s3Protection from './guardduty/s3-protection.ts';
import sameAdministrator from './guardduty/same-administrator.ts';
import suppressionFilters from './guardduty/suppression-filters.ts';
import detectionTags from './guardduty/tags.ts';
import threatListActive from './guardduty/threat-list-active.ts';
import trustedLists from './guardduty/trusted-lists.ts';
import accessAnalyzer from './iam/access-analyzer.ts';
import breakGlassIsWatched from './iam/break-glass-is-watched.ts';
import changesNeedMfa from './iam/changes-need-mfa.ts';
import cloudtrailFullAccess from './iam/cloudtrail-full-access.ts';
import deliveryRoleIsMinimal from './iam/delivery-role-is-minimal.ts';
import guarddutyFullAccess from './iam/guardduty-full-access.ts';
import logReaders from './iam/log-readers.ts';
import noCloudtrailWildcards from './iam/no-cloudtrail-wildcards.ts';
import rootUserIsProtected from './iam/root-user-is-protected.ts';
import keyIsKept from './kms/key-is-kept.ts';
import keyIsNotPublic from './kms/key-is-not-public.ts';
import keyLivesApart from './kms/key-lives-apart.ts';
import limitedDecrypt from './kms/limited-decrypt.ts';
import rotation from './kms/rotation.ts';
import usableKey from './kms/usable-key.ts';
import usedByOurTrailsAlone from './kms/used-by-our-trails-alone.ts';
import alertPathIsTested from './operations/alert-path-is-tested.ts';
import configRecordsEverywhere from './operations/config-records-everywhere.ts';
import configRulesAreDeployed from './operations/config-rules-are-deployed.ts';
import findingsAreReviewed from './operations/findings-are-reviewed.ts';
import incidentsAreRecorded from './operations/incidents-are-recorded.ts';
import logFilesAreValidated from './operations/log-files-are-validated.ts';
import logFilesArrive from './operations/log-files-arrive.ts';
import logsAreHunted from './operations/logs-are-hunted.ts';
import logsCanBeQueried from './operations/logs-can-be-queried.ts';
import newFeaturesAreReviewed from './operations/new-features-are-reviewed.ts';
import securityHubChecks from './operations/security-hub-checks.ts';
import securityHubIsDelegated from './operations/security-hub-is-delegated.ts';
import stacksAreFreeOfDrift from './operations/stacks-are-free-of-drift.ts';
import trailSettingsAreReviewed from './operations/trail-settings-are-reviewed.ts';
import accountBelongsToOrganization from './organizations/account-belongs-to-organization.ts';
import cloudtrailIsDelegated from './organizations/cloudtrail-is-delegated.ts';
import detectionTamperingIsDenied from './organizations/detection-tampering-is-denied.ts';
import guardrailsReachEveryAccount from './organizations/guardrails-reach-every-account.ts';
import leavingIsDenied from './organizations/leaving-is-denied.ts';
import logPerimeter from './organizations/log-perimeter.ts';
import logStorageIsGuarded from './organizations/log-storage-is-guarded.ts';
import managementAccountIsSpared from './organizations/management-account-is-spared.ts';
import rootAccessIsCentral from './organizations/root-access-is-central.ts';
import servicePoliciesAgree from './organizations/service-policies-agree.ts';
import trailTamperingIsDenied from './organizations/trail-tampering-is-denied.ts';
import trustedAccess from './organizations/trusted-access.ts';
import unusedRegionsAreDenied from './organizations/unused-regions-are-denied.ts';
import accessLogBucketIsProtected from './s3/access-log-bucket-is-protected.ts';
import accessLogging from './s3/access-logging.ts';
import accountPublicAccessBlock from './s3/account-public-access-block.ts';
import aclsDisabled from './s3/acls-disabled.ts';
import blockPublicAccess from './s3/block-public-access.ts';
import bucketIsOurs from './s3/bucket-is-ours.ts';
import cloudtrailMayWriteAlone from './s3/cloudtrail-may-write-alone.ts';
import dedicatedBucket from './s3/dedicated-bucket.ts';
import defaultEncryption from './s3/default-encryption.ts';
import deletionIsDenied from './s3/deletion-is-denied.ts';
import encryptionRefusalsAcceptDelivery from './s3/encryption-refusals-accept-delivery.ts';
import leastPrivilege from './s3/least-privilege.ts';
import lifecycle from './s3/lifecycle.ts';
import logBucketIsNotPublic from './s3/log-bucket-is-not-public.ts';
import mfaDelete from './s3/mfa-delete.ts';
import mfaOnDestruction from './s3/mfa-on-destruction.ts';
import objectLock from './s3/object-lock.ts';
import privateAccessPoints from './s3/private-access-points.ts';
import removalNotices from './s3/removal-notices.ts';
import replication from './s3/replication.ts';
import retention from './s3/retention.ts';
import survivesItsProgram from './s3/survives-its-program.ts';
import tlsOnly from './s3/tls-only.ts';
import versioning from './s3/versioning.ts';
import alertsReachSomebody from './sns/alerts-reach-somebody.ts';
import noticesAreDelivered from './sns/notices-are-delivered.ts';
import topicEncrypted from './sns/topic-encrypted.ts';
import topicExists from './sns/topic-exists.ts';
import topicIsNotPublic from './sns/topic-is-not-public.ts';
import topicPolicyBindsCloudtrail from './sns/topic-policy-binds-cloudtrail.ts';
import topicTagged from './sns/topic-tagged.ts';
import trailNotifiesTopic from './sns/trail-notifies-topic.ts';

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
  noSourceLeftOut,
  s3WritesAreRecorded,
  s3ReadsAreRecorded,
  lambdaInvocationsAreRecorded,
  dynamodbItemsAreRecorded,
  furtherDataEventsAreRecorded,
  networkActivityIsRecorded,
  insightsAreOn,
  eventsArriveInCloudwatchLogs,
  eventsAreRecordedOnce,
  trailsAreTagged,
  oneTrailMeetsTheProfile,
  trailIsAsApplied,
  eventDataStoreKey,
  eventDataStoreProtection,
  dataEventsOnTheirOwnTrail,
  deliveryLoopsAreSuppressed,
  aggregationAddsToRawEvents,
  trailFollowsConvention,
  standaloneTrailWritesToArchive,
  accountsEnabledAutomatically,
  detectorInEveryRegion,
  everyAccountIsMember,
  aiProtection,
  ec2AgentManaged,
  eksAgentManaged,
  eksAuditLogs,
  fargateAgentManaged,
  findingsAreTold,
  findingsBucket,
  findingsReachSecurityHub,
  findingsAreWorkedOn,
  findingsExported,
  foundationalSources,
  lambdaNetworkLogs,
  malwareProtectionForEc2,
  malwareProtectionForS3,
  presentApi,
  publishingFrequency,
  rdsDataActivity,
  rdsLoginEvents,
  runtimeCoverage,
  runtimeMonitoring,
  s3Protection,
  sameAdministrator,
  suppressionFilters,
  detectionTags,
  threatListActive,
  trustedLists,
  logBucketIsNotPublic,
  blockPublicAccess,
  cloudtrailMayWriteAlone,
  deletionIsDenied,
  versioning,
  objectLock,
  dedicatedBucket,
  accountPublicAccessBlock,
  leastPrivilege,
  tlsOnly,
  mfaDelete,
  mfaOnDestruction,
  defaultEncryption,
  encryptionRefusalsAcceptDelivery,
  accessLogging,
  lifecycle,
  retention,
  aclsDisabled,
  replication,
  removalNotices,
  bucketIsOurs,
  privateAccessPoints,
  accessLogBucketIsProtected,
  survivesItsProgram,
  usableKey,
  rotation,
  keyIsKept,
  keyIsNotPublic,
  usedByOurTrailsAlone,
  limitedDecrypt,
  keyLivesApart,
  trustedAccess,
  cloudtrailIsDelegated,
  trailTamperingIsDenied,
  detectionTamperingIsDenied,
  logStorageIsGuarded,
  leavingIsDenied,
  logPerimeter,
  guardrailsReachEveryAccount,
  managementAccountIsSpared,
  accountBelongsToOrganization,
  servicePoliciesAgree,
  unusedRegionsAreDenied,
  rootAccessIsCentral,
  alarmOnRootUse,
  alarmOnUnauthorizedCalls,
  alarmOnSignInWithoutMfa,
  alarmOnIamChanges,
  alarmOnTrailChanges,
  alarmOnSignInFailures,
  alarmOnKeyEndings,
  alarmOnBucketPolicyChanges,
  alarmOnConfigChanges,
  alarmOnSecurityGroupChanges,
  alarmOnNetworkAclChanges,
  alarmOnGatewayChanges,
  alarmOnRouteTableChanges,
  alarmOnVpcChanges,
  alarmOnOrganizationChanges,
  alarmsHaveAnAction,
  alarmActionsAreEnabled,
  logGroupRetention,
  logGroupEncrypted,
  logGroupStays,
  logPoliciesAreNotPublic,
  tamperingIsTold,
  insightsAreTold,
  eventRulesRespond,
  trailNotifiesTopic,
  topicExists,
  topicPolicyBindsCloudtrail,
  topicEncrypted,
  topicIsNotPublic,
  noticesAreDelivered,
  alertsReachSomebody,
  topicTagged,
  cloudtrailFullAccess,
  noCloudtrailWildcards,
  changesNeedMfa,
  logReaders,
  guarddutyFullAccess,
  deliveryRoleIsMinimal,
  rootUserIsProtected,
  breakGlassIsWatched,
  accessAnalyzer,
  configRecordsEverywhere,
  configRulesAreDeployed,
  securityHubChecks,
  trailSettingsAreReviewed,
  logsCanBeQueried,
  findingsAreReviewed,
  logFilesAreValidated,
  stacksAreFreeOfDrift,
  incidentsAreRecorded,
  securityHubIsDelegated,
  newFeaturesAreReviewed,
  logsAreHunted,
  alertPathIsTested,
  logFilesArrive,
].sort((a, b) => a.id.localeCompare(b.id)) as unknown as readonly Control[];
