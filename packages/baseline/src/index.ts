export { AccountBaseline, type AccountBaselineArgs } from './account-baseline/account-baseline.ts';
export { AuditActions, DataReadActions } from './account-baseline/audit-actions.ts';
export { BreakGlassRole, type BreakGlassRoleArgs } from './log-archive/break-glass-role.ts';
export { LogArchive, type LogArchiveArgs, ObjectLockMode } from './log-archive/log-archive.ts';
export { LogKey, type LogKeyArgs } from './log-archive/log-key.ts';
export { type Retention, retentionFaults } from './log-archive/retention.ts';
export {
  OrganizationAccessRoleName,
  type OrganizationNames,
  type OrganizationSettings,
  organizationNames,
  RoleName,
  roleArn,
} from './organization-names.ts';
export { DeliveryKey, type DeliveryKeyArgs } from './organization-trail/delivery-key.ts';
export { LogStream, type LogStreamArgs } from './organization-trail/log-stream.ts';
export { NotificationTopic, type NotificationTopicArgs } from './organization-trail/notification-topic.ts';
export { OrganizationTrail, type OrganizationTrailArgs } from './organization-trail/organization-trail.ts';
export { partitionOf } from './partition.ts';
export { Detectors, type DetectorsArgs } from './threat-detection/detectors.ts';
export {
  DetectionFeature,
  type FeaturePlan,
  FeaturesAsOf,
  FeatureTable,
  type NotOffered,
  planFeatures,
} from './threat-detection/features.ts';
export {
  type RegionalDetector,
  ThreatDetection,
  type ThreatDetectionArgs,
} from './threat-detection/threat-detection.ts';
export {
  ThreatDetectionDelegation,
  type ThreatDetectionDelegationArgs,
} from './threat-detection/threat-detection-delegation.ts';
