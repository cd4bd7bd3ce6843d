/**
 * What an audit reads, as IAM actions. They stand one by one: a managed policy such as SecurityAudit grows
 * with AWS, and grants reads that no control needs. Where S3's operation and action have different names the
 * action stands here. The audit's collectors call just these: a test holds both lists to each other.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const AuditActions: readonly string[] = [
  'account:ListRegions',
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetEventConfiguration',
  'cloudtrail:GetEventDataStore',
  'cloudtrail:GetEventSelectors',
  'cloudtrail:GetInsightSelectors',
  'cloudtrail:GetTrailStatus',
  'cloudtrail:ListEventDataStores',
  'cloudtrail:ListTags',
  'cloudtrail:LookupEvents',
  'guardduty:DescribeOrganizationConfiguration',
  'guardduty:GetDetector',
  'guardduty:ListDetectors',
  'guardduty:ListMembers',
  'guardduty:ListOrganizationAdminAccounts',
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'organizations:DescribeOrganization',
  'organizations:ListAWSServiceAccessForOrganization',
  'organizations:ListAccounts',
  'organizations:ListDelegatedAdministrators',
  'organizations:ListDelegatedServicesForAccount',
  's3:GetBucketAcl',
  's3:GetBucketLocation',
  's3:GetBucketLogging',
  's3:GetBucketObjectLockConfiguration',
  's3:GetBucketPolicy',
  's3:GetBucketPolicyStatus',
  's3:GetBucketPublicAccessBlock',
  's3:GetBucketVersioning',
];

/** Reads of data, as against settings, that AWS's ReadOnlyAccess holds and a preview never needs. */
export const DataReadActions: readonly string[] = [
  'dynamodb:BatchGetItem',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'kms:Decrypt',
  'logs:FilterLogEvents',
  'logs:GetLogEvents',
  's3:GetObject',
  's3:GetObjectVersion',
  'secretsmanager:GetSecretValue',
  'sqs:ReceiveMessage',
  'ssm:GetParameter',
  'ssm:GetParameters',
  'ssm:GetParametersByPath',
];
