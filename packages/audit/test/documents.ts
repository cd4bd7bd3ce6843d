/** Policies of the fixture, as AWS's pages give them; JSON text. */

const document = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const cloudtrail = { Service: 'cloudtrail.amazonaws.com' };

/** What policies of the fixture's log archive name. */
export interface ArchiveNames {
  readonly bucket: string;
  readonly trailArn: string;
  /** Ids below which the trail writes: its owner's, and the organization's. */
  readonly folders: readonly string[];
  readonly breakGlassRoleArn: string;
  /** Role that changes settings without a second factor. Default: the break-glass role. */
  readonly deployRoleArn?: string;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
export function bucketPolicy(names: ArchiveNames): string {
  const { bucket, trailArn, folders, breakGlassRoleArn, deployRoleArn = breakGlassRoleArn } = names;
  const arn = `arn:aws:s3:::${bucket}`;
  const source = { 'aws:SourceArn': trailArn };
  return document(
    {
      Effect: 'Allow',
      Principal: cloudtrail,
      Action: 's3:GetBucketAcl',
      Resource: arn,
      Condition: { StringEquals: source },
    },
    {
      Effect: 'Allow',
      Principal: cloudtrail,
      Action: 's3:PutObject',
      Resource: folders.map((folder) => `${arn}/AWSLogs/${folder}/*`),
      Condition: { StringEquals: { ...source, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: [
        's3:BypassGovernanceRetention',
        's3:DeleteBucket',
        's3:DeleteBucketPolicy',
        's3:DeleteObject',
        's3:DeleteObjectVersion',
        's3:PutLifecycleConfiguration',
      ],
      Resource: [arn, `${arn}/*`],
      Condition: {
        ArnNotEquals: { 'aws:PrincipalArn': breakGlassRoleArn },
      },
    },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:Delete*', 's3:PutBucket*', 's3:Put*Configuration'],
      Resource: [arn, `${arn}/*`],
      Condition: {
        BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
        ArnNotEquals: { 'aws:PrincipalArn': deployRoleArn },
      },
    },
    overTls(arn),
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-HTTP-HTTPS */
function overTls(arn: string): object {
  return {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
export function accessLogPolicy(bucket: string, accountId: string): string {
  return document(
    {
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${bucket}/*`,
      Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
    },
    overTls(`arn:aws:s3:::${bucket}`),
  );
}

/** What administrators of a key do, its use left out. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const keyAdministration = [
  ...['Create', 'Delete', 'Describe', 'Disable', 'Enable', 'Get', 'List', 'Put', 'Revoke', 'Update'].map(
    (verb) => `kms:${verb}*`,
  ),
  ...['kms:CancelKeyDeletion', 'kms:ScheduleKeyDeletion', 'kms:TagResource', 'kms:UntagResource'],
];

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html */
export function keyPolicy(accountId: string, trailArn: string): string {
  const source = { 'aws:SourceArn': trailArn };
  const owner = trailArn.split(':')[4];
  return document(
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: keyAdministration,
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Principal: cloudtrail,
      Action: 'kms:DescribeKey',
      Resource: '*',
      Condition: { StringEquals: source },
    },
    {
      Effect: 'Allow',
      Principal: cloudtrail,
      Action: 'kms:GenerateDataKey*',
      Resource: '*',
      Condition: {
        StringEquals: source,
        StringLike: {
          'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${owner}:trail/*`,
        },
      },
    },
  );
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services */
export function alertKeyPolicy(accountId: string, trailArn: string, logGroupArn: string): string {
  const use = ['kms:Decrypt', 'kms:GenerateDataKey*'];
  const account = { StringEquals: { 'aws:SourceAccount': accountId } };
  return document(
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: keyAdministration,
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: use,
      Resource: '*',
      Condition: account,
    },
    {
      Effect: 'Allow',
      Principal: cloudtrail,
      Action: use,
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
    },
    {
      Effect: 'Allow',
      Principal: { Service: `logs.${trailArn.split(':')[3]}.amazonaws.com` },
      Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      Resource: '*',
      Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn } },
    },
  );
}

/** A topic to which one service publishes for one source. */
export function topicPolicy(topicArn: string, service: string, sourceArn: string): string {
  return document({
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sns:Publish',
    Resource: topicArn,
    Condition: { ArnEquals: { 'aws:SourceArn': sourceArn } },
  });
}

/** Trust in a service, or in all of an account. */
export function trust(principal: object): string {
  return document({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' });
}

/** Leave to do something with a resource. Default: with everything. */
export function allow(actions: readonly string[], resource = '*'): string {
  return document({ Effect: 'Allow', Action: actions, Resource: resource });
}

/** Trust in people of an account who present a second factor. */
export function trustWithMfa(accountId: string): string {
  return document({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: 'sts:AssumeRole',
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  });
}

/**
 * What members may not do, and what nobody from outside may, by the type of the policy.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html
 */
export function controlPolicies(organizationId: string) {
  const everything = { Effect: 'Deny', Resource: '*' };
  const exceptRoles = (...names: readonly string[]) => ({
    ArnNotLike: { 'aws:PrincipalArn': names.map((name) => `arn:aws:iam::*:role/${name}`) },
  });
  return {
    SERVICE_CONTROL_POLICY: document(
      {
        ...everything,
        Action: [
          ...['Delete', 'Deregister', 'Put', 'Stop', 'Update'].map((verb) => `cloudtrail:${verb}*`),
          ...['Create', 'Delete', 'Disable', 'Disassociate', 'Stop', 'Update'].map(
            (verb) => `guardduty:${verb}*`,
          ),
          ...['config:Delete*', 'config:Stop*', 'organizations:LeaveOrganization'],
          ...['securityhub:Disable*', 'securityhub:Disassociate*'],
        ],
        Condition: exceptRoles('OrganizationAccountAccessRole'),
      },
      {
        ...everything,
        Action: [
          ...['s3:BypassGovernanceRetention', 's3:Delete*', 's3:PutBucket*', 's3:Put*Configuration'],
          ...['kms:DisableKey', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'],
        ],
        Condition: exceptRoles('OrganizationAccountAccessRole', 'break-glass'),
      },
    ),
    RESOURCE_CONTROL_POLICY: document({
      ...everything,
      Principal: '*',
      Action: ['kms:*', 's3:*'],
      Condition: {
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organizationId },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    }),
  };
}
