/**
 * IAM actions without which the management account's stacks cannot be brought up, changed or taken down, by the type of the
 * resource that needs them. What the provider only reads, a role that may write may read, too.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const actionsByType: Readonly<Record<string, readonly string[]>> = {
  'aws:cfg/deliveryChannel:DeliveryChannel': ['config:DeleteDeliveryChannel', 'config:PutDeliveryChannel'],
  'aws:cfg/recorder:Recorder': ['config:DeleteConfigurationRecorder', 'config:PutConfigurationRecorder'],
  'aws:cfg/recorderStatus:RecorderStatus': [
    'config:StartConfigurationRecorder',
    'config:StopConfigurationRecorder',
  ],
  'aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount': [
    'cloudtrail:DeregisterOrganizationDelegatedAdmin',
    'cloudtrail:RegisterOrganizationDelegatedAdmin',
  ],
  'aws:cloudtrail/trail:Trail': [
    'cloudtrail:AddTags',
    'cloudtrail:CreateTrail',
    'cloudtrail:DeleteTrail',
    'cloudtrail:PutEventSelectors',
    'cloudtrail:PutInsightSelectors',
    'cloudtrail:StartLogging',
    'cloudtrail:UpdateTrail',
  ],
  'aws:cloudwatch/dashboard:Dashboard': ['cloudwatch:DeleteDashboards', 'cloudwatch:PutDashboard'],
  'aws:cloudwatch/eventRule:EventRule': ['events:DeleteRule', 'events:PutRule'],
  'aws:cloudwatch/eventTarget:EventTarget': ['events:PutTargets', 'events:RemoveTargets'],
  'aws:cloudwatch/logGroup:LogGroup': [
    'logs:AssociateKmsKey',
    'logs:CreateLogGroup',
    'logs:DeleteLogGroup',
    'logs:PutRetentionPolicy',
  ],
  'aws:cloudwatch/logMetricFilter:LogMetricFilter': ['logs:DeleteMetricFilter', 'logs:PutMetricFilter'],
  'aws:cloudwatch/metricAlarm:MetricAlarm': ['cloudwatch:DeleteAlarms', 'cloudwatch:PutMetricAlarm'],
  'aws:guardduty/detector:Detector': [
    'guardduty:CreateDetector',
    'guardduty:DeleteDetector',
    'guardduty:UpdateDetector',
  ],
  'aws:guardduty/organizationAdminAccount:OrganizationAdminAccount': [
    'guardduty:DisableOrganizationAdminAccount',
    'guardduty:EnableOrganizationAdminAccount',
  ],
  'aws:iam/organizationsFeatures:OrganizationsFeatures': [
    'iam:EnableOrganizationsRootCredentialsManagement',
    'iam:EnableOrganizationsRootSessions',
  ],
  'aws:iam/role:Role': [
    'iam:CreateRole',
    'iam:DeleteRole',
    'iam:PassRole',
    'iam:TagRole',
    'iam:UpdateAssumeRolePolicy',
    'iam:UpdateRole',
  ],
  'aws:iam/rolePolicy:RolePolicy': ['iam:DeleteRolePolicy', 'iam:PutRolePolicy'],
  'aws:iam/serviceLinkedRole:ServiceLinkedRole': [
    'iam:CreateServiceLinkedRole',
    'iam:DeleteServiceLinkedRole',
  ],
  'aws:kms/alias:Alias': ['kms:CreateAlias', 'kms:DeleteAlias', 'kms:UpdateAlias'],
  'aws:kms/key:Key': [
    'kms:CreateKey',
    'kms:EnableKeyRotation',
    'kms:PutKeyPolicy',
    'kms:ScheduleKeyDeletion',
    'kms:TagResource',
  ],
  'aws:organizations/account:Account': [
    'organizations:CreateAccount',
    'organizations:MoveAccount',
    'organizations:TagResource',
    'sts:AssumeRole',
  ],
  'aws:organizations/awsServiceAccess:AwsServiceAccess': [
    'organizations:DisableAWSServiceAccess',
    'organizations:EnableAWSServiceAccess',
  ],
  'aws:organizations/delegatedAdministrator:DelegatedAdministrator': [
    'organizations:DeregisterDelegatedAdministrator',
    'organizations:RegisterDelegatedAdministrator',
  ],
  'aws:organizations/organizationalUnit:OrganizationalUnit': [
    'organizations:CreateOrganizationalUnit',
    'organizations:DeleteOrganizationalUnit',
    'organizations:UpdateOrganizationalUnit',
  ],
  'aws:organizations/policy:Policy': [
    'organizations:CreatePolicy',
    'organizations:DeletePolicy',
    'organizations:UpdatePolicy',
  ],
  'aws:organizations/policyAttachment:PolicyAttachment': [
    'organizations:AttachPolicy',
    'organizations:DetachPolicy',
  ],
  'aws:securityhub/account:Account': ['securityhub:DisableSecurityHub', 'securityhub:EnableSecurityHub'],
  'aws:securityhub/configurationPolicy:ConfigurationPolicy': [
    'securityhub:CreateConfigurationPolicy',
    'securityhub:DeleteConfigurationPolicy',
    'securityhub:UpdateConfigurationPolicy',
  ],
  'aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation': [
    'securityhub:StartConfigurationPolicyAssociation',
    'securityhub:StartConfigurationPolicyDisassociation',
  ],
  'aws:securityhub/findingAggregator:FindingAggregator': [
    'securityhub:CreateFindingAggregator',
    'securityhub:DeleteFindingAggregator',
    'securityhub:UpdateFindingAggregator',
  ],
  'aws:securityhub/organizationAdminAccount:OrganizationAdminAccount': [
    'securityhub:DisableOrganizationAdminAccount',
    'securityhub:EnableOrganizationAdminAccount',
  ],
  'aws:securityhub/organizationConfiguration:OrganizationConfiguration': [
    'securityhub:UpdateOrganizationConfiguration',
  ],
  'aws:sns/topic:Topic': ['sns:CreateTopic', 'sns:DeleteTopic', 'sns:SetTopicAttributes', 'sns:TagResource'],
  'aws:sns/topicPolicy:TopicPolicy': ['sns:SetTopicAttributes'],
  'aws:sqs/queue:Queue': ['sqs:CreateQueue', 'sqs:DeleteQueue', 'sqs:SetQueueAttributes', 'sqs:TagQueue'],
};

/** All of them, sorted, each once. */
export const deployActions: readonly string[] = [...new Set(Object.values(actionsByType).flat())].sort();
