import { defineControl } from '../../define-control.ts';
import { servicesScoped } from '../../detection/export-policy.ts';
import { findKey } from '../../estate/keys.ts';
import type { Control } from '../../model/control.ts';
import type { Bucket, Estate } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, fail, notApplicable, unknown } from '../../verdicts.ts';
import blockPublicAccess from '../s3/block-public-access.ts';
import defaultEncryption from '../s3/default-encryption.ts';
import lifecycle from '../s3/lifecycle.ts';
import logBucketIsNotPublic from '../s3/log-bucket-is-not-public.ts';
import objectLock from '../s3/object-lock.ts';
import tlsOnly from '../s3/tls-only.ts';
import versioning from '../s3/versioning.ts';

/** What a log bucket has to stand, by the controls of log buckets and with their defaults. */
const hardening = [
  logBucketIsNotPublic,
  blockPublicAccess,
  tlsOnly,
  versioning,
  objectLock,
  defaultEncryption,
  lifecycle,
] as unknown as readonly Control<'logBucket'>[];

/**
 * Findings tell what an attacker did, so that their bucket is as closed as that of the log files. The statements that
 * let GuardDuty in have to name our detectors: anybody can have GuardDuty export into a bucket that takes it all.
 */
export default defineControl({
  id: 'GD-21',
  title: 'Export bucket and key are hardened like the log bucket',
  intent: 'Findings are evidence.',
  severity: 'high',
  appliesTo: 'findingsBucket',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:s3/bucketPolicy:BucketPolicy', 'aws:kms/keyPolicy:KeyPolicy'],
  needs: [
    'kms:DescribeKey',
    'kms:GetKeyPolicy',
    's3:GetBucketAcl',
    's3:GetBucketEncryption',
    's3:GetBucketLifecycleConfiguration',
    's3:GetBucketLogging',
    's3:GetBucketPolicy',
    's3:GetBucketPolicyStatus',
    's3:GetBucketVersioning',
    's3:GetObjectLockConfiguration',
    's3:GetPublicAccessBlock',
  ],
  fix: 'Make the bucket and the key by the FindingsArchive component, or close them as the log bucket is.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html',
  evaluate(bucket, { estate }) {
    return all([
      ...hardening.map((control) => named(control.id, control.evaluate(bucket, contextOf(control, estate)))),
      decide(bucket.policy, 'the bucket policy', (policy) =>
        servicesScoped(bucket, policy, 's3:PutObject', 'the bucket policy'),
      ),
      keyIsScoped(bucket, estate),
    ]);
  },
});

function contextOf({ parameters }: Control<'logBucket'>, estate: Estate) {
  return { estate, parameters };
}

/** Says which control of log buckets a fault is of. */
function named(id: string, verdict: Verdict): Verdict {
  return 'reason' in verdict ? { ...verdict, reason: `${id}: ${verdict.reason}` } : verdict;
}

function keyIsScoped(bucket: Bucket, estate: Estate): Verdict {
  return decide(bucket.encryption, 'the key of the bucket', (encryption) => {
    const keyId = encryption?.keyId ?? null;
    if (keyId === null) return notApplicable('the bucket has no key of its own');
    const key = findKey(estate, keyId);
    if (key === undefined) {
      const { complete } = estate.keys;
      return complete === true
        ? fail(`the key ${keyId} does not exist`)
        : unknown(`the key ${keyId} could not be looked at`, complete);
    }
    return decide(key.policy, 'the key policy', (policy) =>
      servicesScoped(key, policy, 'kms:GenerateDataKey', 'the key policy'),
    );
  });
}
