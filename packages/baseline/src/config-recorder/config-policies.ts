import { administerKey } from '../log-archive/key-policy.ts';
import { denyWritesByPeople, type Protection, protectBucket } from '../log-archive/protection.ts';
import { decryptForReaders, readByReaders } from '../log-archive/readers.ts';
import { partitionOf } from '../partition.ts';
import { policyDocument } from '../policy-document.ts';

/** Accounts, regions and people that the policies of AWS Config's bucket and key know. */
export interface ConfigPolicyInput extends Omit<Protection, 'bucketArn'> {
  readonly bucketName: string;
  /** Region of the bucket and the key. */
  readonly region: string;
  /** Account of the bucket and the key, 12 digits. */
  readonly accountId: string;
  /** Id of the organization whose recorders deliver. */
  readonly organizationId: string;
  readonly readerRoleArns: readonly string[];
}

/** AWS Config acting for recorders of the organization's accounts alone. */
const byOurRecorders = ({ organizationId }: ConfigPolicyInput) => ({
  Principal: { Service: 'config.amazonaws.com' },
  Condition: { StringEquals: { 'aws:SourceOrgID': organizationId } },
});

/**
 * Policy of the bucket: AWS Config looks and writes for recorders of the organization, into the folder of each account; named
 * roles read; nobody else writes and nobody deletes.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 */
export function configBucketPolicy(input: ConfigPolicyInput): string {
  const bucketArn = `arn:${partitionOf(input.region)}:s3:::${input.bucketName}`;
  const { Principal, Condition } = byOurRecorders(input);
  return policyDocument([
    {
      Sid: 'CheckByConfig',
      Effect: 'Allow',
      Principal,
      Action: ['s3:GetBucketAcl', 's3:ListBucket'],
      Resource: bucketArn,
      Condition,
    },
    {
      Sid: 'WriteByConfig',
      Effect: 'Allow',
      Principal,
      Action: 's3:PutObject',
      Resource: `${bucketArn}/AWSLogs/*/Config/*`,
      Condition: {
        StringEquals: { ...Condition.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' },
      },
    },
    ...readByReaders(bucketArn, input.readerRoleArns),
    denyWritesByPeople(bucketArn),
    ...protectBucket({ ...input, bucketArn }),
  ]);
}

/**
 * Policy of the key: AWS Config encrypts for recorders of the organization, named roles decrypt, administrators do neither. Without a
 * key in the delivery channel S3 takes the bucket's own, and asks for AWS Config.
 */
export function configKeyPolicy(input: ConfigPolicyInput): string {
  const bucketArn = `arn:${partitionOf(input.region)}:s3:::${input.bucketName}`;
  return policyDocument([
    ...administerKey(input),
    {
      Sid: 'EncryptByConfig',
      Effect: 'Allow',
      ...byOurRecorders(input),
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
    },
    ...decryptForReaders(bucketArn, input.region, input.readerRoleArns),
  ]);
}
