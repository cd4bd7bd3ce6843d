import { administerKey } from '../log-archive/key-policy.ts';
import { denyWritesByPeople, type Protection, protectBucket } from '../log-archive/protection.ts';
import { decryptForReaders, readByReaders } from '../log-archive/readers.ts';
import { partitionOf } from '../partition.ts';
import { type PolicyStatement, policyDocument } from '../policy-document.ts';
import { guardDutyPrincipals } from './opt-in-regions.ts';

/** Accounts, regions and people that the policies of the findings' bucket and key know. */
export interface FindingsPolicyInput extends Omit<Protection, 'bucketArn'> {
  readonly bucketName: string;
  /** Region of the bucket and the key. */
  readonly region: string;
  /** Account of the bucket and the key, 12 digits. */
  readonly accountId: string;
  /** Account whose detectors export, 12 digits: the delegated administrator. */
  readonly administratorAccountId: string;
  /** Regions whose findings come here. */
  readonly detectorRegions: readonly string[];
  readonly readerRoleArns: readonly string[];
}

/**
 * GuardDuty acting for detectors of the administrator alone. A pattern, not ids: which detector a region has is known
 * only once it exists, and the pattern lets in no other account.
 */
function byOurDetectors({ region, administratorAccountId, detectorRegions }: FindingsPolicyInput) {
  return {
    Principal: { Service: guardDutyPrincipals(detectorRegions) },
    Condition: {
      StringEquals: { 'aws:SourceAccount': administratorAccountId },
      ArnLike: {
        'aws:SourceArn': `arn:${partitionOf(region)}:guardduty:*:${administratorAccountId}:detector/*`,
      },
    },
  };
}

/**
 * Policy of the findings' bucket: GuardDuty writes for our detectors, encrypted with a key of this account; named
 * roles read; nobody else writes and nobody deletes.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function findingsBucketPolicy(input: FindingsPolicyInput): string {
  const { region, accountId } = input;
  const partition = partitionOf(region);
  const bucketArn = `arn:${partition}:s3:::${input.bucketName}`;
  const denyPut = (sid: string, condition: PolicyStatement['Condition'] & object): PolicyStatement => ({
    Sid: sid,
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: `${bucketArn}/*`,
    Condition: condition,
  });
  return policyDocument([
    {
      Sid: 'LocateByGuardDuty',
      Effect: 'Allow',
      ...byOurDetectors(input),
      Action: 's3:GetBucketLocation',
      Resource: bucketArn,
    },
    {
      Sid: 'WriteByGuardDuty',
      Effect: 'Allow',
      ...byOurDetectors(input),
      Action: 's3:PutObject',
      Resource: `${bucketArn}/*`,
    },
    ...readByReaders(bucketArn, input.readerRoleArns),
    denyPut('DenyUnencryptedUploads', {
      StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' },
    }),
    // A pattern rather than the key's ARN, so that the policy is known before the key exists. An upload that names
    // no key is refused too: it would take the AWS managed one.
    denyPut('DenyForeignKeys', {
      StringNotLike: {
        's3:x-amz-server-side-encryption-aws-kms-key-id': `arn:${partition}:kms:${region}:${accountId}:key/*`,
      },
    }),
    denyWritesByPeople(bucketArn),
    ...protectBucket({ ...input, bucketArn }),
  ]);
}

/** Policy of the findings' key: GuardDuty encrypts for our detectors, named roles decrypt, administrators do neither. */
export function findingsKeyPolicy(input: FindingsPolicyInput): string {
  const { region, administratorAccountId } = input;
  const partition = partitionOf(region);
  const bucketArn = `arn:${partition}:s3:::${input.bucketName}`;
  const { Principal, Condition } = byOurDetectors(input);
  return policyDocument([
    ...administerKey(input),
    {
      Sid: 'EncryptByGuardDuty',
      Effect: 'Allow',
      Principal,
      Action: 'kms:GenerateDataKey',
      Resource: '*',
      Condition,
    },
    {
      // Whoever uploads with an S3 Bucket Key needs Decrypt too; the bucket's ARN is then the context.
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
      Sid: 'UseBucketKeyByGuardDuty',
      Effect: 'Allow',
      Principal,
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: {
        ...Condition,
        StringEquals: { ...Condition.StringEquals, 'kms:EncryptionContext:aws:s3:arn': bucketArn },
      },
    },
    {
      // The administrator's program looks the key's ARN up by its alias.
      Sid: 'DescribeByAdministrator',
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${administratorAccountId}:root` },
      Action: 'kms:DescribeKey',
      Resource: '*',
    },
    ...decryptForReaders(bucketArn, region, input.readerRoleArns),
  ]);
}
