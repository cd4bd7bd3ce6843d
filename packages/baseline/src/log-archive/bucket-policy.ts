import { partitionOf } from '../partition.ts';
import { type PolicyStatement, policyDocument } from '../policy-document.ts';
import { denyWritesByPeople, type Protection, protectBucket } from './protection.ts';
import { readByReaders } from './readers.ts';
import {
  type FolderOfTrails,
  oneOrMany,
  type PrefixedTrail,
  trailsByFolder,
  trailsByOwner,
} from './trails.ts';

/** Accounts, trails and exceptions that the policy of the log bucket knows. */
export interface LogBucketPolicyInput extends Omit<Protection, 'bucketArn'> {
  readonly bucketName: string;
  readonly region: string;
  readonly accountId: string;
  readonly managementAccountId: string;
  /** Left out where there is no organization. */
  readonly organizationId?: string;
  readonly trailArns: readonly string[];
  /** Trails that write into folders of their own. */
  readonly prefixedTrails?: readonly PrefixedTrail[];
  readonly readerRoleArns: readonly string[];
}

/**
 * Policy of the log bucket: our trails write, each for its own account and an organization's for all members,
 * over TLS, with a key of ours; named roles read; nobody deletes.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function logBucketPolicy(input: LogBucketPolicyInput): string {
  const bucketArn = `arn:${partitionOf(input.region)}:s3:::${input.bucketName}`;
  return policyDocument([
    ...writesByTrails(bucketArn, input),
    ...readByReaders(bucketArn, input.readerRoleArns),
    ...denyWrongEncryption(bucketArn, input.region, input.accountId),
    denyWritesByPeople(bucketArn),
    ...protectBucket({ ...input, bucketArn }),
  ]);
}

function writesByTrails(bucketArn: string, input: LogBucketPolicyInput): PolicyStatement[] {
  const folders = trailsByFolder(input.trailArns, input.prefixedTrails ?? []);
  const all = new Set(folders.flatMap(({ trailArns }) => trailArns));
  return [
    {
      Sid: 'CheckAclByOurTrail',
      Effect: 'Allow',
      Principal: cloudTrail,
      Action: 's3:GetBucketAcl',
      Resource: bucketArn,
      Condition: { StringEquals: { 'aws:SourceArn': oneOrMany([...all]) } },
    },
    ...folders.flatMap((folder) => writesIntoFolder(bucketArn, folder, input)),
  ];
}

const cloudTrail = { Service: 'cloudtrail.amazonaws.com' };

function writesIntoFolder(
  bucketArn: string,
  { keyPrefix, trailArns }: FolderOfTrails,
  { managementAccountId, organizationId }: LogBucketPolicyInput,
): PolicyStatement[] {
  const folder = keyPrefix === '' ? bucketArn : `${bucketArn}/${keyPrefix}`;
  const below = keyPrefix === '' ? '' : `Below${keyPrefix.replace(/[^A-Za-z0-9]/g, '')}`;
  const write = (sid: string, owner: string, arns: string | readonly string[]): PolicyStatement => ({
    Sid: `${sid}${below}`,
    Effect: 'Allow',
    Principal: cloudTrail,
    Action: 's3:PutObject',
    Resource: `${folder}/AWSLogs/${owner}/*`,
    Condition: {
      StringEquals: { 'aws:SourceArn': arns, 's3:x-amz-acl': 'bucket-owner-full-control' },
    },
  });
  return trailsByOwner(trailArns).flatMap(({ accountId, arns }) =>
    accountId === managementAccountId
      ? [
          // CreateTrail checks the first; the files of all members go under the second.
          write('WriteForManagementAccount', accountId, arns),
          ...(organizationId === undefined ? [] : [write('WriteForOrganization', organizationId, arns)]),
        ]
      : [write(`WriteForAccount${accountId}`, accountId, arns)],
  );
}

/** Refuses what is not encrypted, or with a key that is not ours. */
function denyWrongEncryption(bucketArn: string, region: string, accountId: string): PolicyStatement[] {
  const objects = `${bucketArn}/*`;
  return [
    {
      // Refuses uploads without a header and with customer-provided keys. AES256 stays allowed: CreateTrail
      // fails on a bucket that asks for aws:kms alone while the trail validates its files.
      // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
      Sid: 'DenyUndeclaredEncryption',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: objects,
      Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': ['aws:kms', 'AES256'] } },
    },
    {
      // A pattern rather than our key's ARN, so that the policy is known before the key exists: what it
      // keeps out is a key of another account, with which a writer could take the files hostage.
      Sid: 'DenyForeignKeys',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: objects,
      Condition: {
        StringNotLike: {
          's3:x-amz-server-side-encryption-aws-kms-key-id': `arn:${partitionOf(region)}:kms:${region}:${accountId}:key/*`,
        },
        Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'false' },
      },
    },
  ];
}
