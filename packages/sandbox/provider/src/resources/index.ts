import type { LoadedLate } from '../core/loaded-late.ts';
import type { AnyResource } from '../core/resource.ts';

/**
 * Every resource type that the sandbox serves, loaded when it is first asked for: a plugin is started for each provider of a program, for
 * few types, and most of what it could load are clients of services. `test/` has an example of each type.
 */
export const resources: LoadedLate<AnyResource> = {
  'aws:accessanalyzer/analyzer:Analyzer': async () => (await import('./accessanalyzer/analyzer.ts')).analyzer,
  'aws:account/alternativeContact:AlternativeContact': async () =>
    (await import('./account/alternative-contact.ts')).alternativeContact,
  'aws:account/primaryContact:PrimaryContact': async () =>
    (await import('./account/primary-contact.ts')).primaryContact,
  'aws:account/region:Region': async () => (await import('./account/region.ts')).region,
  'aws:athena/namedQuery:NamedQuery': async () => (await import('./athena/named-query.ts')).namedQuery,
  'aws:athena/workgroup:Workgroup': async () => (await import('./athena/workgroup.ts')).workgroup,
  'aws:cfg/configurationAggregator:ConfigurationAggregator': async () =>
    (await import('./cfg/configuration-aggregator.ts')).configurationAggregator,
  'aws:cfg/deliveryChannel:DeliveryChannel': async () =>
    (await import('./cfg/delivery-channel.ts')).deliveryChannel,
  'aws:cfg/organizationConformancePack:OrganizationConformancePack': async () =>
    (await import('./cfg/organization-conformance-pack.ts')).organizationConformancePack,
  'aws:cfg/organizationManagedRule:OrganizationManagedRule': async () =>
    (await import('./cfg/organization-managed-rule.ts')).organizationManagedRule,
  'aws:cfg/recorderStatus:RecorderStatus': async () =>
    (await import('./cfg/recorder-status.ts')).recorderStatus,
  'aws:cfg/recorder:Recorder': async () => (await import('./cfg/recorder.ts')).recorder,
  'aws:cloudtrail/eventDataStore:EventDataStore': async () =>
    (await import('./cloudtrail/event-data-store.ts')).eventDataStore,
  'aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount': async () =>
    (await import('./cloudtrail/organization-delegated-admin-account.ts')).organizationDelegatedAdminAccount,
  'aws:cloudtrail/trail:Trail': async () => (await import('./cloudtrail/trail.ts')).trail,
  'aws:cloudwatch/dashboard:Dashboard': async () => (await import('./cloudwatch/dashboard.ts')).dashboard,
  'aws:cloudwatch/eventBusPolicy:EventBusPolicy': async () =>
    (await import('./cloudwatch/event-bus-policy.ts')).eventBusPolicy,
  'aws:cloudwatch/eventBus:EventBus': async () => (await import('./cloudwatch/event-bus.ts')).eventBus,
  'aws:cloudwatch/eventPermission:EventPermission': async () =>
    (await import('./cloudwatch/event-permission.ts')).eventPermission,
  'aws:cloudwatch/eventRule:EventRule': async () => (await import('./cloudwatch/event-rule.ts')).eventRule,
  'aws:cloudwatch/eventTarget:EventTarget': async () =>
    (await import('./cloudwatch/event-target.ts')).eventTarget,
  'aws:cloudwatch/logGroup:LogGroup': async () => (await import('./cloudwatch/log-group.ts')).logGroup,
  'aws:cloudwatch/logMetricFilter:LogMetricFilter': async () =>
    (await import('./cloudwatch/log-metric-filter.ts')).logMetricFilter,
  'aws:cloudwatch/logResourcePolicy:LogResourcePolicy': async () =>
    (await import('./cloudwatch/log-resource-policy.ts')).logResourcePolicy,
  'aws:cloudwatch/metricAlarm:MetricAlarm': async () =>
    (await import('./cloudwatch/metric-alarm.ts')).metricAlarm,
  'aws:ebs/encryptionByDefault:EncryptionByDefault': async () =>
    (await import('./ebs/encryption-by-default.ts')).encryptionByDefault,
  'aws:glue/catalogDatabase:CatalogDatabase': async () =>
    (await import('./glue/catalog-database.ts')).catalogDatabase,
  'aws:glue/catalogTable:CatalogTable': async () => (await import('./glue/catalog-table.ts')).catalogTable,
  'aws:guardduty/detectorFeature:DetectorFeature': async () =>
    (await import('./guardduty/detector-feature.ts')).detectorFeature,
  'aws:guardduty/detector:Detector': async () => (await import('./guardduty/detector.ts')).detector,
  'aws:guardduty/filter:Filter': async () => (await import('./guardduty/filter.ts')).filter,
  'aws:guardduty/iPSet:IPSet': async () => (await import('./guardduty/ip-set.ts')).ipSet,
  'aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan': async () =>
    (await import('./guardduty/malware-protection-plan.ts')).malwareProtectionPlan,
  'aws:guardduty/memberDetectorFeature:MemberDetectorFeature': async () =>
    (await import('./guardduty/member-detector-feature.ts')).memberDetectorFeature,
  'aws:guardduty/member:Member': async () => (await import('./guardduty/member.ts')).member,
  'aws:guardduty/organizationAdminAccount:OrganizationAdminAccount': async () =>
    (await import('./guardduty/organization-admin-account.ts')).organizationAdminAccount,
  'aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature': async () =>
    (await import('./guardduty/organization-configuration-feature.ts')).organizationConfigurationFeature,
  'aws:guardduty/organizationConfiguration:OrganizationConfiguration': async () =>
    (await import('./guardduty/organization-configuration.ts')).organizationConfiguration,
  'aws:guardduty/publishingDestination:PublishingDestination': async () =>
    (await import('./guardduty/publishing-destination.ts')).publishingDestination,
  'aws:guardduty/threatIntelSet:ThreatIntelSet': async () =>
    (await import('./guardduty/threat-intel-set.ts')).threatIntelSet,
  'aws:iam/accountPasswordPolicy:AccountPasswordPolicy': async () =>
    (await import('./iam/account-password-policy.ts')).accountPasswordPolicy,
  'aws:iam/organizationsFeatures:OrganizationsFeatures': async () =>
    (await import('./iam/organizations-features.ts')).organizationsFeatures,
  'aws:iam/policy:Policy': async () => (await import('./iam/policy.ts')).policy,
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': async () =>
    (await import('./iam/role-policy-attachment.ts')).rolePolicyAttachment,
  'aws:iam/rolePolicy:RolePolicy': async () => (await import('./iam/role-policy.ts')).rolePolicy,
  'aws:iam/role:Role': async () => (await import('./iam/role.ts')).role,
  'aws:iam/serviceLinkedRole:ServiceLinkedRole': async () =>
    (await import('./iam/service-linked-role.ts')).serviceLinkedRole,
  'aws:kms/alias:Alias': async () => (await import('./kms/alias.ts')).alias,
  'aws:kms/key:Key': async () => (await import('./kms/key.ts')).key,
  'aws:kms/replicaKey:ReplicaKey': async () => (await import('./kms/replica-key.ts')).replicaKey,
  'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig': async () =>
    (await import('./lambda/function-event-invoke-config.ts')).functionEventInvokeConfig,
  'aws:lambda/function:Function': async () => (await import('./lambda/function.ts')).lambdaFunction,
  'aws:lambda/permission:Permission': async () => (await import('./lambda/permission.ts')).permission,
  'aws:organizations/account:Account': async () => (await import('./organizations/account.ts')).account,
  'aws:organizations/awsServiceAccess:AwsServiceAccess': async () =>
    (await import('./organizations/aws-service-access.ts')).awsServiceAccess,
  'aws:organizations/delegatedAdministrator:DelegatedAdministrator': async () =>
    (await import('./organizations/delegated-administrator.ts')).delegatedAdministrator,
  'aws:organizations/organization:Organization': async () =>
    (await import('./organizations/organization.ts')).organization,
  'aws:organizations/organizationalUnit:OrganizationalUnit': async () =>
    (await import('./organizations/organizational-unit.ts')).organizationalUnit,
  'aws:organizations/policyAttachment:PolicyAttachment': async () =>
    (await import('./organizations/policy-attachment.ts')).policyAttachment,
  'aws:organizations/policy:Policy': async () => (await import('./organizations/policy.ts')).policy,
  'aws:s3/accessPoint:AccessPoint': async () => (await import('./s3/access-point.ts')).accessPoint,
  'aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock': async () =>
    (await import('./s3/account-public-access-block.ts')).accountPublicAccessBlock,
  'aws:s3/bucketAcl:BucketAcl': async () => (await import('./s3/bucket-acl.ts')).bucketAcl,
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': async () =>
    (await import('./s3/bucket-lifecycle-configuration.ts')).bucketLifecycleConfiguration,
  'aws:s3/bucketLogging:BucketLogging': async () => (await import('./s3/bucket-logging.ts')).bucketLogging,
  'aws:s3/bucketNotification:BucketNotification': async () =>
    (await import('./s3/bucket-notification.ts')).bucketNotification,
  'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration': async () =>
    (await import('./s3/bucket-object-lock-configuration.ts')).bucketObjectLockConfiguration,
  'aws:s3/bucketObjectv2:BucketObjectv2': async () =>
    (await import('./s3/bucket-objectv2.ts')).bucketObjectv2,
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': async () =>
    (await import('./s3/bucket-ownership-controls.ts')).bucketOwnershipControls,
  'aws:s3/bucketPolicy:BucketPolicy': async () => (await import('./s3/bucket-policy.ts')).bucketPolicy,
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': async () =>
    (await import('./s3/bucket-public-access-block.ts')).bucketPublicAccessBlock,
  'aws:s3/bucketReplicationConfig:BucketReplicationConfig': async () =>
    (await import('./s3/bucket-replication-config.ts')).bucketReplicationConfig,
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': async () =>
    (await import('./s3/bucket-server-side-encryption-configuration.ts'))
      .bucketServerSideEncryptionConfiguration,
  'aws:s3/bucketVersioning:BucketVersioning': async () =>
    (await import('./s3/bucket-versioning.ts')).bucketVersioning,
  'aws:s3/bucket:Bucket': async () => (await import('./s3/bucket.ts')).bucket,
  'aws:securityhub/account:Account': async () => (await import('./securityhub/account.ts')).account,
  'aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation': async () =>
    (await import('./securityhub/configuration-policy-association.ts')).configurationPolicyAssociation,
  'aws:securityhub/configurationPolicy:ConfigurationPolicy': async () =>
    (await import('./securityhub/configuration-policy.ts')).configurationPolicy,
  'aws:securityhub/findingAggregator:FindingAggregator': async () =>
    (await import('./securityhub/finding-aggregator.ts')).findingAggregator,
  'aws:securityhub/organizationAdminAccount:OrganizationAdminAccount': async () =>
    (await import('./securityhub/organization-admin-account.ts')).organizationAdminAccount,
  'aws:securityhub/organizationConfiguration:OrganizationConfiguration': async () =>
    (await import('./securityhub/organization-configuration.ts')).organizationConfiguration,
  'aws:securityhub/productSubscription:ProductSubscription': async () =>
    (await import('./securityhub/product-subscription.ts')).productSubscription,
  'aws:securityhub/standardsSubscription:StandardsSubscription': async () =>
    (await import('./securityhub/standards-subscription.ts')).standardsSubscription,
  'aws:sns/topicPolicy:TopicPolicy': async () => (await import('./sns/topic-policy.ts')).topicPolicy,
  'aws:sns/topicSubscription:TopicSubscription': async () =>
    (await import('./sns/topic-subscription.ts')).topicSubscription,
  'aws:sns/topic:Topic': async () => (await import('./sns/topic.ts')).topic,
  'aws:sqs/queuePolicy:QueuePolicy': async () => (await import('./sqs/queue-policy.ts')).queuePolicy,
  'aws:sqs/queue:Queue': async () => (await import('./sqs/queue.ts')).queue,
};
