import { defineControl } from '../../define-control.ts';
import { arnsOfBucket, keepsLogFiles } from '../../estate/buckets.ts';
import { judgeMfaTrust } from '../../estate/mfa-trust.ts';
import type { Bucket, Estate } from '../../model/estate.ts';
import type { PolicyDocument } from '../../model/policy-document.ts';
import type { Verdict } from '../../model/verdict.ts';
import { isOneRole } from '../../policy/grantees.ts';
import { freeOfMfa } from '../../policy/mfa-guard.ts';
import { all, decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

const deletions = [
  ['s3:DeleteObject', '/*'],
  ['s3:DeleteObjectVersion', '/*'],
  ['s3:DeleteBucket', ''],
] as const;
const changes = [
  's3:DeleteBucketPolicy',
  's3:PutBucketAcl',
  's3:PutBucketLogging',
  's3:PutBucketNotification',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutReplicationConfiguration',
] as const;

/**
 * Services and lifecycle rules carry no second factor, which is why the Deny must not hold for their writing. Sessions
 * of IAM Identity Center may carry none either: then the trust of the break-glass role asks for it.
 */
export default defineControl({
  id: 'LB-11',
  title: 'Bucket policy asks for MFA on destructive actions',
  intent: 'A stolen key without MFA cannot delete or reconfigure.',
  severity: 'medium',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:s3/bucketPolicy:BucketPolicy'],
  needs: ['s3:GetBucketPolicy', 's3:GetObjectLockConfiguration', 'iam:GetAccountAuthorizationDetails'],
  fix: 'Add a Deny of deleting and configuring actions with BoolIfExists aws:MultiFactorAuthPresent false.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-MFA',
  parameters: { deployRoleArns: [] as readonly string[] },
  parameterHelp: {
    deployRoleArns: {
      description:
        'ARNs of the roles of pipelines that may change settings, and never delete, without MFA. When empty, any role named in full.',
    },
  },
  evaluate(bucket, { estate, parameters: { deployRoleArns } }) {
    if (!keepsLogFiles(bucket)) return notApplicable('the bucket holds no log files of a trail');
    return decide(bucket.objectLock, 'the bucket’s Object Lock', (lock) => {
      if (lock?.defaultRetention?.mode === 'COMPLIANCE')
        return notApplicable('Object Lock in COMPLIANCE mode lets nobody delete, with or without MFA');
      return decide(bucket.policy, 'the bucket policy', (policy) => {
        if (policy === null) return fail('the bucket has no policy', evidence(bucket, 'policy'));
        return decide(bucket.name, 'the bucket’s name', (name) =>
          all([
            ...deletions.map(([action, suffix]) => {
              const free = freeFor(policy, String(name), action, suffix);
              return mayDelete(bucket, action, free, estate);
            }),
            ...changes.map((action) => {
              const free = freeFor(policy, String(name), action, '');
              return mayChange(bucket, action, free, deployRoleArns);
            }),
          ]),
        );
      });
    });
  },
});

/** Who is free of the second factor: ARNs of one partition are those of the bucket, the others find no statement. */
function freeFor(
  policy: PolicyDocument,
  name: string,
  action: string,
  suffix: '' | '/*',
): 'everyone' | readonly string[] {
  const free = arnsOfBucket(name, suffix).map((arn) => freeOfMfa(policy, action, arn));
  return free.find((who) => who !== 'everyone') ?? 'everyone';
}

/** A deleter without MFA in the session must be a role that cannot be taken without. */
function mayDelete(
  bucket: Bucket,
  action: string,
  free: 'everyone' | readonly string[],
  estate: Estate,
): Verdict {
  const found = evidence(bucket, 'policy');
  if (free === 'everyone') return fail(`${action} is not denied without MFA`, found);
  const open = free.filter((arn) => !isOneRole(arn));
  if (open.length > 0) return fail(`${open.join(', ')} may call ${action} without MFA`, found);
  return all([pass(found), ...free.map((arn) => judgeMfaTrust(arn, estate))]);
}

function mayChange(
  bucket: Bucket,
  action: string,
  free: 'everyone' | readonly string[],
  approved: readonly string[],
): Verdict {
  const found = evidence(bucket, 'policy');
  if (free === 'everyone') return fail(`${action} is not denied without MFA`, found);
  const open = free.filter((arn) => !isOneRole(arn) || (approved.length > 0 && !approved.includes(arn)));
  return open.length === 0 ? pass(found) : fail(`${open.join(', ')} may call ${action} without MFA`, found);
}
