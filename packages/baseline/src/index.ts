export { AccessAnalyzers, type AccessAnalyzersArgs } from './access-analyzers/access-analyzers.ts';
export { type AccessNames, accessNames } from './access-policies/access-names.ts';
export {
  AccessPolicies,
  type AccessPoliciesArgs,
  type Investigators,
  type Operators,
} from './access-policies/access-policies.ts';
export { type FederatedPeople, federatedFaults } from './access-policies/federated-people.ts';
export { Account, type AccountArgs } from './account/account.ts';
export { AccountContacts, type AccountContactsArgs } from './account/account-contacts.ts';
export {
  type AlternateContact,
  ContactType,
  contactFaults,
  type PrimaryContact,
} from './account/contacts.ts';
export { OptedInRegions, type OptedInRegionsArgs } from './account/opted-in-regions.ts';
export { QuarantineUnit, type QuarantineUnitArgs } from './account/quarantine-unit.ts';
export { AccountBaseline, type AccountBaselineArgs } from './account-baseline/account-baseline.ts';
export { AuditActions, DataReadActions } from './account-baseline/audit-actions.ts';
export { cloudTrailFullAccessArn, describeFullAccess } from './account-baseline/full-access.ts';
export { ConfigArchive, type ConfigArchiveArgs } from './config-recorder/config-archive.ts';
export { type ConfigNames, type ConfigSettings, configNames } from './config-recorder/config-names.ts';
export { ConfigRecorder, type ConfigRecorderArgs } from './config-recorder/config-recorder.ts';
export { ConfigRules, type ConfigRulesArgs } from './config-recorder/config-rules.ts';
export {
  ControlTowerExecutionRoleName,
  type ControlTowerNames,
  ControlTowerPrincipal,
  controlTowerNames,
  controlTowerRoleArns,
} from './control-tower/control-tower-names.ts';
export {
  isControlTowerResource,
  isControlTowerTrustedAccess,
} from './control-tower/is-control-tower-resource.ts';
export {
  costOfDuplicate,
  describeDuplicate,
  type DuplicateTrail,
  duplicateTrails,
  type TrailDescription,
} from './cost/duplicate-trails.ts';
export {
  type CostEstimate,
  type CostLine,
  type CostOptions,
  describeCost,
  estimateCost,
  type MonthlyVolumes,
  volumeFaults,
} from './cost/estimate-cost.ts';
export { Meter, type Price, PriceSources, PricesAsOf, type PriceTier } from './cost/prices.ts';
export { AlertBus, type AlertBusArgs } from './detection-alarms/alert-bus.ts';
export { AlertPublisher, AlertTopic, type AlertTopicArgs } from './detection-alarms/alert-topic.ts';
export { ChangeMonitor, type ChangeMonitorArgs } from './detection-alarms/change-monitor.ts';
export {
  type AlarmDefinition,
  CisAlarmSources,
  CisAlarms,
  CisAlarmsAsOf,
} from './detection-alarms/cis-alarms.ts';
export {
  AlarmNames,
  DetectionAlarms,
  type DetectionAlarmsArgs,
  thresholdFaults,
} from './detection-alarms/detection-alarms.ts';
export { FindingResponse, type FindingResponseArgs } from './finding-response/finding-response.ts';
export {
  ResponseAction,
  ResponseActionNames,
  ResponseActions,
  typesWithActions,
} from './finding-response/response-actions.ts';
export { responseFaults } from './finding-response/response-faults.ts';
export { type ResponseNames, ResponseRoleName, responseNames } from './finding-response/response-names.ts';
export { ResponseRole, type ResponseRoleArgs } from './finding-response/response-role.ts';
export {
  DelegatedAdministrators,
  type DelegatedAdministratorsArgs,
  DelegatedService,
} from './guardrails/delegated-administrators.ts';
export { GlobalServiceActions, GlobalServicesAsOf } from './guardrails/global-services.ts';
export { AllGuardrails, Guardrail, guardrailStatements } from './guardrails/guardrail-statements.ts';
export {
  Guardrails,
  type GuardrailsArgs,
  type PlannedPolicy,
  planGuardrails,
} from './guardrails/guardrails.ts';
export { packPolicies } from './guardrails/pack-policies.ts';
export { type PolicyQuotas, readPolicyQuotas } from './guardrails/policy-quotas.ts';
export {
  type AttachedPolicies,
  type PolicyRoom,
  readPolicyRoom,
  roomFaults,
} from './guardrails/policy-room.ts';
export { PolicyType, policyTypeNames } from './guardrails/policy-type.ts';
export type { GuardrailStatement } from './guardrails/statement.ts';
export { TrustedAccess, type TrustedAccessArgs } from './guardrails/trusted-access.ts';
export { IncidentRecord, type IncidentRecordArgs } from './incident-record/incident-record.ts';
export { BreakGlassRole, type BreakGlassRoleArgs } from './log-archive/break-glass-role.ts';
export { type Lock, lockFaults, ObjectLockMode } from './log-archive/lock.ts';
export { LogArchive, type LogArchiveArgs } from './log-archive/log-archive.ts';
export { LogCopy, type LogCopyArgs } from './log-archive/log-copy.ts';
export { LogKey, type LogKeyArgs } from './log-archive/log-key.ts';
export {
  type LogCopyDestination,
  LogReplication,
  type LogReplicationArgs,
} from './log-archive/log-replication.ts';
export { readerFaults } from './log-archive/readers.ts';
export { RemovalNotices, type RemovalNoticesArgs } from './log-archive/removal-notices.ts';
export type { PrefixedTrail } from './log-archive/trails.ts';
export { type Retention, retentionFaults } from './log-archive/retention.ts';
export {
  type LogCopyNames,
  logCopyNames,
  OrganizationAccessRoleName,
  type OrganizationNames,
  type OrganizationSettings,
  organizationNames,
  RoleName,
  roleArn,
  trailArn,
} from './organization-names.ts';
export { AccountTrail, type AccountTrailArgs } from './organization-trail/account-trail.ts';
export { DataTrail, type DataTrailArgs } from './organization-trail/data-trail.ts';
export { DeliveryKey, type DeliveryKeyArgs } from './organization-trail/delivery-key.ts';
export {
  type DataEvents,
  dataSelectors,
  EventAccess,
  type FurtherDataEvents,
  type NetworkActivity,
  type RecordedEvents,
  selectorFaults,
} from './organization-trail/event-selectors.ts';
export { Insight } from './organization-trail/insight.ts';
export { LogStream, type LogStreamArgs } from './organization-trail/log-stream.ts';
export { NotificationTopic, type NotificationTopicArgs } from './organization-trail/notification-topic.ts';
export { OrganizationTrail, type OrganizationTrailArgs } from './organization-trail/organization-trail.ts';
export {
  type Subscription,
  SubscriptionProtocol,
  subscriptionFaults,
} from './organization-trail/subscriptions.ts';
export { partitionOf } from './partition.ts';
export { AllReviews, longestGapDays, ReviewCadence, remindedReviews } from './reviews/review-schedule.ts';
export { Reviews, type ReviewsArgs } from './reviews/reviews.ts';
export {
  SecurityDashboard,
  type SecurityDashboardArgs,
  type ShownMetrics,
} from './security-dashboard/security-dashboard.ts';
export {
  OrganizationEventDataStore,
  type OrganizationEventDataStoreArgs,
} from './event-data-store/organization-event-data-store.ts';
export { RootAccess, type RootAccessArgs, RootAccessFeature } from './root-access/root-access.ts';
export {
  SecurityHub,
  type SecurityHubArgs,
  SecurityHubConfiguration,
} from './security-hub/security-hub.ts';
export { SecurityHubAccount, type SecurityHubAccountArgs } from './security-hub/security-hub-account.ts';
export { DefaultStandards, SecurityStandard } from './security-hub/standards.ts';
export {
  type InvestigationNames,
  type InvestigationSettings,
  investigationNames,
} from './trail-investigation/investigation-names.ts';
export {
  TrailInvestigation,
  type TrailInvestigationArgs,
} from './trail-investigation/trail-investigation.ts';
export {
  type DetectionNames,
  type DetectionSettings,
  detectionNames,
} from './threat-detection/detection-names.ts';
export { Detectors, type DetectorsArgs } from './threat-detection/detectors.ts';
export {
  DetectionFeature,
  type FeaturePlan,
  FeaturesAsOf,
  FeatureTable,
  type NotOffered,
  planFeatures,
} from './threat-detection/features.ts';
export { type FindingCriterion, FindingField } from './threat-detection/finding-criteria.ts';
export { FindingsArchive, type FindingsArchiveArgs } from './threat-detection/findings-archive.ts';
export { FindingsExport, type FindingsExportArgs } from './threat-detection/findings-export.ts';
export { ThreatListKind } from './threat-detection/list-format.ts';
export {
  MalwareProtectionForS3,
  type MalwareProtectionForS3Args,
  type ScannedBucket,
  scannedBucketFaults,
} from './threat-detection/malware-protection-for-s3.ts';
export {
  type MemberFeature,
  MemberFeatures,
  type MemberFeaturesArgs,
  memberFeatureFaults,
} from './threat-detection/member-features.ts';
export type { Review } from './threat-detection/review.ts';
export {
  type SuppressionFilter,
  SuppressionFilters,
  type SuppressionFiltersArgs,
  suppressionFilterFaults,
} from './threat-detection/suppression-filters.ts';
export {
  type RegionalDetector,
  ThreatDetection,
  type ThreatDetectionArgs,
} from './threat-detection/threat-detection.ts';
export {
  ThreatDetectionDelegation,
  type ThreatDetectionDelegationArgs,
} from './threat-detection/threat-detection-delegation.ts';
export {
  type ThreatList,
  ThreatLists,
  type ThreatListsArgs,
  threatListFaults,
} from './threat-detection/threat-lists.ts';
