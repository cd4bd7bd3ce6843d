import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { guiltyOf } from '../entry.ts';
import { policyOf } from '../parts/log-bucket.ts';

const findings = 'arn:aws:s3:::acme-findings';
const ofDetectors = {
  StringEquals: { 'aws:SourceAccount': '111111111111' },
  ArnLike: { 'aws:SourceArn': 'arn:aws:guardduty:*:111111111111:detector/*' },
};
const forGuardDuty = (Action: string | string[], Resource: string, Condition: object | undefined) => ({
  Sid: 'Export',
  Effect: 'Allow',
  Principal: { Service: 'guardduty.amazonaws.com' },
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
const tls = {
  Sid: 'Tls',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [findings, `${findings}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

interface Differing {
  /** Condition of the statement that lets GuardDuty write; `none` leaves it out. */
  readonly bucketCondition?: object | 'none';
  readonly keyCondition?: object | 'none';
  /** Default: enabled. */
  readonly versioning?: 'Enabled' | 'Suspended';
  readonly isBlocked?: boolean;
}

const conditionOf = (given: object | 'none' | undefined) =>
  given === 'none' ? undefined : (given ?? ofDetectors);

/** The bucket and the key of exported findings, and a detector that exports. */
const exported =
  ({ bucketCondition, keyCondition, versioning = 'Enabled', isBlocked = true }: Differing = {}) =>
  () => {
    const key = new aws.kms.Key('findings-key', { enableKeyRotation: true });
    new aws.kms.KeyPolicy('findings-key-policy', {
      keyId: key.id,
      policy: policyOf(forGuardDuty('kms:GenerateDataKey', '*', conditionOf(keyCondition))),
    });
    const bucket = new aws.s3.Bucket('findings', { bucket: 'acme-findings' });
    const of = { bucket: bucket.id };
    new aws.s3.BucketPolicy('findings-policy', {
      ...of,
      policy: policyOf(forGuardDuty('s3:PutObject', `${findings}/*`, conditionOf(bucketCondition)), tls),
    });
    if (isBlocked) {
      new aws.s3.BucketPublicAccessBlock('findings-block', {
        ...of,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
    }
    new aws.s3.BucketVersioning('findings-versions', {
      ...of,
      versioningConfiguration: { status: versioning },
    });
    new aws.s3.BucketObjectLockConfiguration('findings-lock', {
      ...of,
      rule: { defaultRetention: { mode: 'GOVERNANCE', days: 365 } },
    });
    new aws.s3.BucketServerSideEncryptionConfiguration('findings-encryption', {
      ...of,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn } }],
    });
    new aws.s3.BucketLifecycleConfiguration('findings-lifecycle', {
      ...of,
      rules: [
        {
          id: 'all',
          status: 'Enabled',
          filter: {},
          transitions: [{ days: 365, storageClass: 'GLACIER' }],
          expiration: { days: 2555 },
          noncurrentVersionExpiration: { noncurrentDays: 365 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    });
    new aws.guardduty.PublishingDestination('export', {
      detectorId: new aws.guardduty.Detector('main').id,
      destinationArn: pulumi.interpolate`${bucket.arn}/findings`,
      kmsKeyArn: key.arn,
    });
  };

export default [
  guiltyOf(
    'GD-21',
    {
      mistake: 'lets GuardDuty of any customer write into the bucket',
      blames: 'findings-policy',
      broken: exported({ bucketCondition: 'none' }),
      mended: exported(),
    },
    {
      mistake: 'binds GuardDuty to an account and not to detectors',
      blames: 'findings-policy',
      broken: exported({ bucketCondition: { StringEquals: { 'aws:SourceAccount': '111111111111' } } }),
      mended: exported(),
    },
    {
      mistake: 'lets GuardDuty of any customer use the key',
      blames: 'findings-key-policy',
      broken: exported({ keyCondition: 'none' }),
      mended: exported(),
    },
    {
      mistake: 'keeps no versions of findings',
      blames: 'findings-versions',
      broken: exported({ versioning: 'Suspended' }),
      mended: exported(),
    },
    {
      mistake: 'forgets to block public access to findings',
      blames: 'findings',
      broken: exported({ isBlocked: false }),
      mended: exported(),
    },
  ),
];
