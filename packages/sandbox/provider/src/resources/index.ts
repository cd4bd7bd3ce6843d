import type { AnyResource } from '../core/resource.ts';
import { analyzer } from './accessanalyzer/analyzer.ts';
import { alternativeContact } from './account/alternative-contact.ts';
import { primaryContact } from './account/primary-contact.ts';
import { region as accountRegion } from './account/region.ts';
import { namedQuery } from './athena/named-query.ts';
import { workgroup } from './athena/workgroup.ts';
import { configurationAggregator } from './cfg/configuration-aggregator.ts';
import { deliveryChannel } from './cfg/delivery-channel.ts';
import { organizationConformancePack } from './cfg/organization-conformance-pack.ts';
import { organizationManagedRule } from './cfg/organization-managed-rule.ts';
import { recorderStatus } from './cfg/recorder-status.ts';
import { recorder } from './cfg/recorder.ts';
import { eventDataStore } from './cloudtrail/event-data-store.ts';
import { organizationDelegatedAdminAccount } from './cloudtrail/organization-delegated-admin-account.ts';
import { trail } from './cloudtrail/trail.ts';
import { dashboard } from './cloudwatch/dashboard.ts';
import { eventBusPolicy } from './cloudwatch/event-bus-policy.ts';
import { eventBus } from './cloudwatch/event-bus.ts';
import { eventPermission } from './cloudwatch/event-permission.ts';
import { eventRule } from './cloudwatch/event-rule.ts';
import { eventTarget } from './cloudwatch/event-target.ts';
import { logGroup } from './cloudwatch/log-group.ts';
import { logMetricFilter } from './cloudwatch/log-metric-filter.ts';
import { logResourcePolicy } from './cloudwatch/log-resource-policy.ts';
import { metricAlarm } from './cloudwatch/metric-alarm.ts';
import { encryptionByDefault } from './ebs/encryption-by-default.ts';
import { catalogDatabase } from './glue/catalog-database.ts';
import { catalogTable } from './glue/catalog-table.ts';
import { detectorFeature } from './guardduty/detector-feature.ts';
import { detector } from './guardduty/detector.ts';
import { filter as guarddutyFilter } from './guardduty/filter.ts';
import { ipSet } from './guardduty/ip-set.ts';
import { malwareProtectionPlan } from './guardduty/malware-protection-plan.ts';
import { memberDetectorFeature } from './guardduty/member-detector-feature.ts';
import { member } from './guardduty/member.ts';
import { organizationAdminAccount } from './guardduty/organization-admin-account.ts';
import { organizationConfigurationFeature } from './guardduty/organization-configuration-feature.ts';
import { organizationConfiguration } from './guardduty/organization-configuration.ts';
import { publishingDestination } from './guardduty/publishing-destination.ts';
import { threatIntelSet } from './guardduty/threat-intel-set.ts';
import { accountPasswordPolicy } from './iam/account-password-policy.ts';
import { organizationsFeatures } from './iam/organizations-features.ts';
import { policy as iamPolicy } from './iam/policy.ts';
import { rolePolicyAttachment } from './iam/role-policy-attachment.ts';
import { rolePolicy } from './iam/role-policy.ts';
import { role } from './iam/role.ts';
import { serviceLinkedRole } from './iam/service-linked-role.ts';
import { alias } from './kms/alias.ts';
import { key } from './kms/key.ts';
import { replicaKey } from './kms/replica-key.ts';
import { functionEventInvokeConfig } from './lambda/function-event-invoke-config.ts';
import { lambdaFunction } from './lambda/function.ts';
import { permission as lambdaPermission } from './lambda/permission.ts';
import { account as organizationsAccount } from './organizations/account.ts';
import { awsServiceAccess } from './organizations/aws-service-access.ts';
import { delegatedAdministrator } from './organizations/delegated-administrator.ts';
import { organization } from './organizations/organization.ts';
import { organizationalUnit } from './organizations/organizational-unit.ts';
import { policyAttachment } from './organizations/policy-attachment.ts';
import { policy as organizationsPolicy } from './organizations/policy.ts';
import { accessPoint } from './s3/access-point.ts';
import { accountPublicAccessBlock } from './s3/account-public-access-block.ts';
import { bucketAcl } from './s3/bucket-acl.ts';
import { bucketLifecycleConfiguration } from './s3/bucket-lifecycle-configuration.ts';
import { bucketLogging } from './s3/bucket-logging.ts';
import { bucketNotification } from './s3/bucket-notification.ts';
import { bucketObjectLockConfiguration } from './s3/bucket-object-lock-configuration.ts';
import { bucketObjectv2 } from './s3/bucket-objectv2.ts';
import { bucketOwnershipControls } from './s3/bucket-ownership-controls.ts';
import { bucketPolicy } from './s3/bucket-policy.ts';
import { bucketPublicAccessBlock } from './s3/bucket-public-access-block.ts';
import { bucketReplicationConfig } from './s3/bucket-replication-config.ts';
import { bucketServerSideEncryptionConfiguration } from './s3/bucket-server-side-encryption-configuration.ts';
import { bucketVersioning } from './s3/bucket-versioning.ts';
import { bucket } from './s3/bucket.ts';
import { account as securityhubAccount } from './securityhub/account.ts';
import { configurationPolicyAssociation } from './securityhub/configuration-policy-association.ts';
import { configurationPolicy } from './securityhub/configuration-policy.ts';
import { findingAggregator } from './securityhub/finding-aggregator.ts';
import { organizationAdminAccount as securityhubAdminAccount } from './securityhub/organization-admin-account.ts';
import { organizationConfiguration as securityhubOrganization } from './securityhub/organization-configuration.ts';
import { productSubscription } from './securityhub/product-subscription.ts';
import { standardsSubscription } from './securityhub/standards-subscription.ts';
import { topicPolicy } from './sns/topic-policy.ts';
import { topicSubscription } from './sns/topic-subscription.ts';
import { topic } from './sns/topic.ts';
import { queuePolicy } from './sqs/queue-policy.ts';
import { queue } from './sqs/queue.ts';

/** Every resource type that the sandbox serves; `test/` has an example of each. */
export const resources: readonly AnyResource[] = [
  analyzer,
  alternativeContact,
  primaryContact,
  accountRegion,
  namedQuery,
  workgroup,
  configurationAggregator,
  deliveryChannel,
  organizationConformancePack,
  organizationManagedRule,
  recorderStatus,
  recorder,
  eventDataStore,
  organizationDelegatedAdminAccount,
  trail,
  dashboard,
  eventBusPolicy,
  eventBus,
  eventPermission,
  eventRule,
  eventTarget,
  logGroup,
  logMetricFilter,
  logResourcePolicy,
  metricAlarm,
  encryptionByDefault,
  catalogDatabase,
  catalogTable,
  detectorFeature,
  detector,
  guarddutyFilter,
  ipSet,
  malwareProtectionPlan,
  memberDetectorFeature,
  member,
  organizationAdminAccount,
  organizationConfigurationFeature,
  organizationConfiguration,
  publishingDestination,
  threatIntelSet,
  accountPasswordPolicy,
  organizationsFeatures,
  iamPolicy,
  rolePolicyAttachment,
  rolePolicy,
  role,
  serviceLinkedRole,
  alias,
  key,
  replicaKey,
  functionEventInvokeConfig,
  lambdaFunction,
  lambdaPermission,
  organizationsAccount,
  awsServiceAccess,
  delegatedAdministrator,
  organization,
  organizationalUnit,
  policyAttachment,
  organizationsPolicy,
  accessPoint,
  accountPublicAccessBlock,
  bucketAcl,
  bucketLifecycleConfiguration,
  bucketLogging,
  bucketNotification,
  bucketObjectLockConfiguration,
  bucketObjectv2,
  bucketOwnershipControls,
  bucketPolicy,
  bucketPublicAccessBlock,
  bucketReplicationConfig,
  bucketServerSideEncryptionConfiguration,
  bucketVersioning,
  bucket,
  securityhubAccount,
  configurationPolicyAssociation,
  configurationPolicy,
  findingAggregator,
  securityhubAdminAccount,
  securityhubOrganization,
  productSubscription,
  standardsSubscription,
  topicPolicy,
  topicSubscription,
  topic,
  queuePolicy,
  queue,
];
