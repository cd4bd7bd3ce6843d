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
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
export function bucketPolicy({ bucket, trailArn, folders, breakGlassRoleArn }: ArchiveNames): string {
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
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
export function accessLogPolicy(bucket: string, accountId: string): string {
  return document({
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${bucket}/*`,
    Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
  });
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html */
export function keyPolicy(accountId: string, trailArn: string): string {
  const Condition = { StringEquals: { 'aws:SourceArn': trailArn } };
  return document(
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
    { Effect: 'Allow', Principal: cloudtrail, Action: 'kms:DescribeKey', Resource: '*' },
    { Effect: 'Allow', Principal: cloudtrail, Action: 'kms:GenerateDataKey*', Resource: '*', Condition },
  );
}

/** Trust in a service, or in all of an account. */
export function trust(principal: object): string {
  return document({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' });
}

/** Leave to do something with everything. */
export function allow(actions: readonly string[]): string {
  return document({ Effect: 'Allow', Action: actions, Resource: '*' });
}
