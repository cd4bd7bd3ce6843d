/** A policy that AWS manages, reduced to what the sandbox's services need. */
export interface ManagedPolicy {
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly document: string;
}

const statement = (
  Action: string | readonly string[],
  Resource: string | readonly string[] = '*',
  more: object = {},
) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

const list = (service: string, ...actions: readonly string[]) =>
  actions.map((action) => `${service}:${action}`);

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html, for the sandbox's services */
const readOnly = [
  ...list('access-analyzer', 'Get*', 'List*', 'ValidatePolicy'),
  ...list('account', 'Get*', 'List*'),
  ...list('athena', 'Batch*', 'Get*', 'List*'),
  ...list('cloudformation', 'Describe*', 'Get*', 'List*'),
  ...list('cloudtrail', 'Describe*', 'Get*', 'List*', 'LookupEvents'),
  ...list('cloudwatch', 'Describe*', 'Get*', 'List*'),
  ...list('config', 'BatchGet*', 'Describe*', 'Get*', 'List*', 'SelectResourceConfig'),
  ...list('detective', 'Get*', 'List*'),
  ...list('ec2', 'Describe*', 'Get*'),
  ...list('events', 'Describe*', 'List*', 'TestEventPattern'),
  ...list('glue', 'BatchGet*', 'Get*', 'List*', 'SearchTables'),
  ...list('guardduty', 'Describe*', 'Get*', 'List*'),
  ...list('iam', 'Generate*', 'Get*', 'List*', 'Simulate*'),
  ...list('inspector2', 'BatchGet*', 'Describe*', 'Get*', 'List*'),
  ...list('kms', 'Describe*', 'Get*', 'List*'),
  ...list('lambda', 'Get*', 'List*'),
  ...list(
    'logs',
    'Describe*',
    'FilterLogEvents',
    'Get*',
    'ListTagsForResource',
    'ListTagsLogGroup',
    'StartQuery',
    'StopQuery',
    'TestMetricFilter',
  ),
  ...list('macie2', 'Describe*', 'Get*', 'List*'),
  ...list('organizations', 'Describe*', 'List*'),
  ...list('s3', 'Get*', 'List*'),
  ...list('scheduler', 'Get*', 'List*'),
  ...list('secretsmanager', 'DescribeSecret', 'GetResourcePolicy', 'List*'),
  ...list('securityhub', 'BatchGet*', 'Describe*', 'Get*', 'List*'),
  ...list('sns', 'Check*', 'Get*', 'List*'),
  ...list('sqs', 'Get*', 'List*'),
  ...list('ssm', 'Describe*', 'Get*', 'List*'),
  ...list('sts', 'GetAccessKeyInfo', 'GetCallerIdentity', 'GetSessionToken'),
  ...list('tag', 'Get*'),
];

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SecurityAudit.html: settings, no data. */
const securityAudit = [
  ...readOnly.filter((action) => !/^(athena|glue|kms|logs|s3|sns|sqs|ssm|sts|lambda):/.test(action)),
  ...list('athena', 'GetWorkGroup', 'List*'),
  ...list('glue', 'GetDatabases', 'GetTables', 'GetResourcePolicy'),
  ...list('kms', 'Describe*', 'GetKeyPolicy', 'GetKeyRotationStatus', 'List*'),
  ...list('lambda', 'GetAccountSettings', 'GetFunctionConfiguration', 'GetPolicy', 'List*'),
  ...list('logs', 'Describe*', 'ListTagsForResource', 'ListTagsLogGroup'),
  ...list(
    's3',
    'GetAccelerateConfiguration',
    'GetAccountPublicAccessBlock',
    'GetBucket*',
    'GetEncryptionConfiguration',
  ),
  ...list(
    's3',
    'GetInventoryConfiguration',
    'GetLifecycleConfiguration',
    'GetMetricsConfiguration',
    'GetObjectAcl',
  ),
  ...list('s3', 'GetObjectVersionAcl', 'GetReplicationConfiguration', 'ListAllMyBuckets'),
  ...list('sns', 'GetTopicAttributes', 'List*'),
  ...list('sqs', 'GetQueueAttributes', 'List*'),
  ...list('ssm', 'Describe*', 'GetDocument', 'List*'),
];

const policies: Readonly<Record<string, readonly object[]>> = {
  AdministratorAccess: [statement('*')],
  ReadOnlyAccess: [statement(readOnly)],
  SecurityAudit: [statement(securityAudit)],
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCloudTrail_FullAccess.html
  AWSCloudTrail_FullAccess: [
    statement(
      list('sns', 'AddPermission', 'CreateTopic', 'SetTopicAttributes', 'GetTopicAttributes'),
      'arn:aws:sns:*:*:aws-cloudtrail-logs*',
    ),
    statement(list('sns', 'ListTopics')),
    statement(
      list('s3', 'CreateBucket', 'PutBucketPolicy', 'PutBucketPublicAccessBlock'),
      'arn:aws:s3:::aws-cloudtrail-logs*',
    ),
    statement(list('s3', 'ListAllMyBuckets', 'GetBucketLocation', 'GetBucketPolicy')),
    statement('cloudtrail:*'),
    statement(list('logs', 'CreateLogGroup'), 'arn:aws:logs:*:*:log-group:aws-cloudtrail-logs*'),
    statement(list('iam', 'ListRoles', 'GetRolePolicy', 'GetUser')),
    statement('iam:PassRole', '*', {
      Condition: { StringEquals: { 'iam:PassedToService': 'cloudtrail.amazonaws.com' } },
    }),
    statement([
      ...list('kms', 'CreateKey', 'CreateAlias', 'ListKeys', 'ListAliases'),
      'lambda:ListFunctions',
    ]),
    statement(list('dynamodb', 'ListGlobalTables', 'ListTables')),
  ],
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonGuardDutyServiceRolePolicy.html
  'aws-service-role/AmazonGuardDutyServiceRolePolicy': [
    statement([
      ...list(
        'ec2',
        'DescribeInstances',
        'DescribeImages',
        'DescribeVpcEndpoints',
        'DescribeSubnets',
        'DescribeVpcPeeringConnections',
        'DescribeTransitGatewayAttachments',
      ),
      ...list('organizations', 'ListAccounts', 'DescribeAccount', 'DescribeOrganization'),
      ...list(
        's3',
        'GetBucketPublicAccessBlock',
        'GetEncryptionConfiguration',
        'GetBucketTagging',
        'GetAccountPublicAccessBlock',
        'ListAllMyBuckets',
        'GetBucketAcl',
        'GetBucketPolicy',
        'GetBucketPolicyStatus',
      ),
      ...list('lambda', 'GetFunctionConfiguration', 'ListTags'),
    ]),
    statement('iam:CreateServiceLinkedRole', '*', {
      Condition: { StringEquals: { 'iam:AWSServiceName': 'malware-protection.guardduty.amazonaws.com' } },
    }),
  ],
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/CloudTrailServiceRolePolicy.html
  'aws-service-role/CloudTrailServiceRolePolicy': [
    statement('cloudtrail:*'),
    statement(
      list(
        'organizations',
        'DescribeAccount',
        'DescribeOrganization',
        'ListAccounts',
        'ListAWSServiceAccessForOrganization',
      ),
    ),
    statement('organizations:ListDelegatedAdministrators', '*', {
      Condition: { StringEquals: { 'organizations:ServicePrincipal': ['cloudtrail.amazonaws.com'] } },
    }),
  ],
};

const documents = new Map(
  Object.entries(policies).map(([pathAndName, Statement]): [string, ManagedPolicy] => {
    const slash = pathAndName.lastIndexOf('/');
    const arn = `arn:aws:iam::aws:policy/${pathAndName}`;
    return [
      arn,
      {
        arn,
        name: pathAndName.slice(slash + 1),
        path: `/${pathAndName.slice(0, slash + 1)}`,
        document: JSON.stringify({ Version: '2012-10-17', Statement }),
      },
    ];
  }),
);

/** A policy that AWS manages, by its ARN; `undefined` for those that the sandbox does not hold. */
export const managedPolicy = (arn: string): ManagedPolicy | undefined => documents.get(arn);

/** ARNs of all managed policies held. */
export const managedPolicyArns = (): readonly string[] => [...documents.keys()];
