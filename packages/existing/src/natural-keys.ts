import { findInterruptedAccount } from './account-lookup.ts';
import { findConfigurationPolicy, findFindingAggregator, findHub } from './compliance-lookups.ts';
import { findIpSet, findMalwareProtectionPlan, findThreatIntelSet } from './detection-lookups.ts';
import { findNamedQuery, findOrganizationsFeatures } from './investigation-lookups.ts';
import { type Inputs, type LookupScope, textOf } from './lookup-scope.ts';
import { findOrganizationalUnit, findOrganizationPolicy } from './organization-lookups.ts';
import {
  findDetector,
  findKey,
  findPublishingDestination,
  findQueue,
  findServiceLinkedRole,
  findTopicSubscription,
} from './natural-key-lookups.ts';

const named = (name: string) => (inputs: Inputs) => textOf(inputs, name);
const joined =
  (separator: string, ...names: string[]) =>
  (inputs: Inputs) => {
    const parts = names.map((name) => textOf(inputs, name));
    return parts.includes(undefined) ? undefined : parts.join(separator);
  };

const busOf = (inputs: Inputs): string => textOf(inputs, 'eventBusName') ?? 'default';

/** The id of a rule or target: its own names, after its bus where that is not the default one. */
function onBus(inputs: Inputs, separator: string, ...names: string[]): string | undefined {
  const own = joined('-', ...names)(inputs);
  const bus = busOf(inputs);
  return own === undefined || bus === 'default' ? own : `${bus}${separator}${own}`;
}

/**
 * Types whose id follows from their inputs: a read of that id tells whether the create happened. Formats
 * are those that the provider documents for `pulumi import`.
 */
const derived: Readonly<Record<string, (inputs: Inputs, scope: LookupScope) => string | undefined>> = {
  'aws:s3/bucket:Bucket': named('bucket'),
  'aws:s3/bucketPolicy:BucketPolicy': named('bucket'),
  'aws:s3/bucketVersioning:BucketVersioning': named('bucket'),
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': named('bucket'),
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': named('bucket'),
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': named('bucket'),
  'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration': named('bucket'),
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': named('bucket'),
  'aws:s3/bucketLogging:BucketLogging': named('bucket'),
  'aws:s3/bucketNotification:BucketNotification': named('bucket'),
  'aws:s3/bucketReplicationConfig:BucketReplicationConfig': named('bucket'),
  'aws:s3/bucketObjectv2:BucketObjectv2': joined('/', 'bucket', 'key'),
  'aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock': (_inputs, { accountId }) => accountId,
  'aws:kms/alias:Alias': named('name'),
  'aws:sns/topic:Topic': (inputs, { partition, region, accountId }) => {
    const name = textOf(inputs, 'name');
    return name && `arn:${partition}:sns:${region}:${accountId}:${name}`;
  },
  'aws:sns/topicPolicy:TopicPolicy': named('arn'),
  'aws:lambda/function:Function': named('name'),
  'aws:lambda/permission:Permission': named('statementId'),
  'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig': named('functionName'),
  'aws:cloudwatch/logGroup:LogGroup': named('name'),
  'aws:cloudwatch/logMetricFilter:LogMetricFilter': named('name'),
  'aws:cloudwatch/metricAlarm:MetricAlarm': named('name'),
  'aws:cloudwatch/eventBus:EventBus': named('name'),
  'aws:cloudwatch/eventBusPolicy:EventBusPolicy': busOf,
  'aws:cloudwatch/eventRule:EventRule': (inputs) => onBus(inputs, '/', 'name'),
  'aws:cloudwatch/eventTarget:EventTarget': (inputs) => onBus(inputs, '-', 'rule', 'targetId'),
  'aws:cloudwatch/dashboard:Dashboard': named('dashboardName'),
  'aws:accessanalyzer/analyzer:Analyzer': named('analyzerName'),
  'aws:athena/workgroup:Workgroup': named('name'),
  'aws:glue/catalogDatabase:CatalogDatabase': (inputs, { accountId }) => {
    const name = textOf(inputs, 'name');
    return name && `${accountId}:${name}`;
  },
  'aws:glue/catalogTable:CatalogTable': (inputs, { accountId }) => {
    const own = joined(':', 'databaseName', 'name')(inputs);
    return own && `${accountId}:${own}`;
  },
  'aws:iam/policy:Policy': (inputs, { partition, accountId }) => {
    const name = textOf(inputs, 'name');
    return name && `arn:${partition}:iam::${accountId}:policy${textOf(inputs, 'path') ?? '/'}${name}`;
  },
  'aws:iam/role:Role': named('name'),
  'aws:iam/rolePolicy:RolePolicy': joined(':', 'role', 'name'),
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': joined('/', 'role', 'policyArn'),
  'aws:iam/accountPasswordPolicy:AccountPasswordPolicy': () => 'iam-account-password-policy',
  'aws:cloudtrail/trail:Trail': (inputs, { partition, region, accountId }) => {
    const name = textOf(inputs, 'name');
    return name && `arn:${partition}:cloudtrail:${region}:${accountId}:trail/${name}`;
  },
  'aws:guardduty/organizationAdminAccount:OrganizationAdminAccount': named('adminAccountId'),
  'aws:guardduty/organizationConfiguration:OrganizationConfiguration': named('detectorId'),
  'aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature': joined(
    '/',
    'detectorId',
    'name',
  ),
  'aws:guardduty/detectorFeature:DetectorFeature': joined('/', 'detectorId', 'name'),
  'aws:guardduty/filter:Filter': joined(':', 'detectorId', 'name'),
  'aws:guardduty/memberDetectorFeature:MemberDetectorFeature': joined(',', 'detectorId', 'accountId', 'name'),
  'aws:organizations/awsServiceAccess:AwsServiceAccess': named('servicePrincipal'),
  'aws:organizations/delegatedAdministrator:DelegatedAdministrator': joined(
    '/',
    'accountId',
    'servicePrincipal',
  ),
  'aws:organizations/policyAttachment:PolicyAttachment': joined(':', 'targetId', 'policyId'),
  'aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount': named('accountId'),
  'aws:securityhub/organizationAdminAccount:OrganizationAdminAccount': named('adminAccountId'),
  'aws:securityhub/organizationConfiguration:OrganizationConfiguration': (_inputs, { accountId }) =>
    accountId,
  'aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation': named('targetId'),
  'aws:securityhub/standardsSubscription:StandardsSubscription': (
    inputs,
    { partition, region, accountId },
  ) => {
    const standard = textOf(inputs, 'standardsArn')?.split(/::(?:standards|ruleset)\//)[1];
    return standard && `arn:${partition}:securityhub:${region}:${accountId}:subscription/${standard}`;
  },
  'aws:cfg/recorder:Recorder': named('name'),
  'aws:cfg/recorderStatus:RecorderStatus': named('name'),
  'aws:cfg/deliveryChannel:DeliveryChannel': named('name'),
  'aws:cfg/configurationAggregator:ConfigurationAggregator': named('name'),
  'aws:cfg/organizationManagedRule:OrganizationManagedRule': named('name'),
  'aws:cfg/organizationConformancePack:OrganizationConformancePack': named('name'),
  // Of the account whose credentials are used.
  'aws:account/alternativeContact:AlternativeContact': named('alternateContactType'),
  'aws:account/primaryContact:PrimaryContact': (_inputs, { accountId }) => accountId,
  'aws:account/region:Region': named('regionName'),
  // One setting a region; the provider gives it no name of its own.
  'aws:ebs/encryptionByDefault:EncryptionByDefault': () => 'default',
};

/** Types whose id AWS makes up: they are looked for by what AWS keeps unique, or by what we wrote on them. */
const looked: Readonly<
  Record<string, (inputs: Inputs, scope: LookupScope) => Promise<string | null | undefined>>
> = {
  'aws:organizations/account:Account': findInterruptedAccount,
  'aws:organizations/organizationalUnit:OrganizationalUnit': findOrganizationalUnit,
  'aws:organizations/policy:Policy': findOrganizationPolicy,
  'aws:kms/key:Key': findKey,
  'aws:guardduty/detector:Detector': findDetector,
  'aws:guardduty/iPSet:IPSet': findIpSet,
  'aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan': findMalwareProtectionPlan,
  'aws:guardduty/publishingDestination:PublishingDestination': findPublishingDestination,
  'aws:guardduty/threatIntelSet:ThreatIntelSet': findThreatIntelSet,
  'aws:athena/namedQuery:NamedQuery': findNamedQuery,
  'aws:securityhub/account:Account': findHub,
  'aws:securityhub/configurationPolicy:ConfigurationPolicy': findConfigurationPolicy,
  'aws:securityhub/findingAggregator:FindingAggregator': findFindingAggregator,
  'aws:iam/organizationsFeatures:OrganizationsFeatures': findOrganizationsFeatures,
  'aws:iam/serviceLinkedRole:ServiceLinkedRole': findServiceLinkedRole,
  'aws:sns/topicSubscription:TopicSubscription': findTopicSubscription,
  'aws:sqs/queue:Queue': findQueue,
};

/**
 * The id that a resource has if its create happened: certain when looked up, to be read when derived.
 * @returns `null` when it certainly did not happen, `undefined` when this type cannot be told.
 */
export async function naturalId(
  type: string,
  inputs: Inputs,
  scope: LookupScope,
): Promise<string | null | undefined> {
  const here = { ...scope, region: textOf(inputs, 'region') ?? scope.region };
  return looked[type] === undefined ? derived[type]?.(inputs, here) : looked[type](inputs, here);
}
