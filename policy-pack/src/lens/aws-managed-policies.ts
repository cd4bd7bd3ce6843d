import type { PolicyDocument } from '@trailguard/controls';

function allowing(...Action: readonly string[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] };
}

/**
 * What policies of AWS's allow of the services that controls ask about, as a program does not hold their documents. Those
 * that are not here are not known.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const documents: Readonly<Record<string, PolicyDocument>> = {
  AdministratorAccess: allowing('*'),
  PowerUserAccess: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', NotAction: ['account:*', 'iam:*', 'organizations:*'], Resource: '*' }],
  },
  ReadOnlyAccess: allowing(
    'athena:Get*',
    'athena:List*',
    'cloudtrail:Describe*',
    'cloudtrail:Get*',
    'cloudtrail:List*',
    'cloudtrail:LookupEvents',
    'guardduty:Get*',
    'guardduty:List*',
    'logs:Describe*',
    'logs:FilterLogEvents',
    'logs:Get*',
    'logs:StartQuery',
    's3:Get*',
    's3:List*',
  ),
  'job-function/ViewOnlyAccess': allowing(
    'cloudtrail:DescribeTrails',
    'logs:Describe*',
    's3:ListAllMyBuckets',
  ),
  SecurityAudit: allowing(
    'cloudtrail:Describe*',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetTrailStatus',
    'cloudtrail:ListTags',
    'guardduty:Get*',
    'guardduty:List*',
    'logs:Describe*',
    's3:GetBucket*',
    's3:ListAllMyBuckets',
  ),
  AWSCloudTrail_FullAccess: allowing('cloudtrail:*'),
  AWSCloudTrail_ReadOnlyAccess: allowing(
    'cloudtrail:Describe*',
    'cloudtrail:Get*',
    'cloudtrail:LookupEvents',
  ),
  AmazonGuardDutyFullAccess: allowing('guardduty:*'),
  AmazonGuardDutyFullAccess_v2: allowing('guardduty:*'),
  AmazonS3FullAccess: allowing('s3:*'),
  AmazonS3ReadOnlyAccess: allowing('s3:Get*', 's3:List*'),
  CloudWatchLogsFullAccess: allowing('logs:*'),
  'service-role/AWSLambdaBasicExecutionRole': allowing(
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ),
};

/** The part of one of AWS's policies that controls ask about; `undefined` where it is not known. */
export function documentOfAws(arn: string): PolicyDocument | undefined {
  const name = arn.replace(/^arn:[^:]+:iam::aws:policy\//, '');
  return Object.hasOwn(documents, name) ? documents[name] : undefined;
}
