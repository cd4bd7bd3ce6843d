import { defineControl } from '../../define-control.ts';
import { parseArn } from '../../estate/arn.ts';
import { arnsOfBucket } from '../../estate/buckets.ts';
import type { Bucket } from '../../model/estate.ts';
import type { PolicyDocument } from '../../model/policy-document.ts';
import type { Verdict } from '../../model/verdict.ts';
import { type Denial, type Denials, denialsOn } from '../../policy/deletion-guard.ts';
import { all, any, decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

const deletesObjects = ['s3:DeleteObject', 's3:DeleteObjectVersion'];
const strictOnObjects = ['s3:BypassGovernanceRetention'];
const strictOnBucket = ['s3:PutLifecycleConfiguration', 's3:DeleteBucket', 's3:DeleteBucketPolicy'];

/**
 * Expiration by a lifecycle rule is S3's own doing, which the Deny does not stop. The root user of the bucket's
 * account can still change the policy: guardrails of the organization take care of that.
 */
export default defineControl({
  id: 'LB-08',
  title: 'Deny deletion of log objects except for one break-glass role',
  intent: 'Ordinary administrators cannot erase evidence.',
  severity: 'high',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:s3/bucketPolicy:BucketPolicy'],
  needs: ['s3:GetBucketPolicy', 's3:GetObjectLockConfiguration'],
  fix: 'Add a Deny for Principal * on the deleting actions, with ArnNotEquals aws:PrincipalArn on the break-glass role alone.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
  parameters: { strictDeny: true, breakGlassRoleArns: [] as readonly string[], retentionDays: 365 },
  parameterHelp: {
    strictDeny: {
      description:
        'Whether changes of lifecycle, bucket policy and governance retention must be denied as well.',
    },
    breakGlassRoleArns: {
      description: 'ARNs of the roles that may be excepted. When empty, one role, whichever it is.',
    },
    retentionDays: {
      description: 'Days of default retention in COMPLIANCE mode from which the Deny is not needed.',
      minimum: 1,
    },
  },
  evaluate(bucket, { parameters: { strictDeny, breakGlassRoleArns, retentionDays } }) {
    if (bucket.role === 'access-logs') return notApplicable('the bucket holds no log files of a trail');
    return decide(bucket.policy, 'the bucket policy', (policy) => {
      const verdict =
        policy === null
          ? fail('the bucket has no policy', evidence(bucket, 'policy'))
          : deniesDeletion(bucket, policy, { isStrict: strictDeny, approved: breakGlassRoleArns });
      return verdict.status === 'fail' ? unlessLocked(bucket, retentionDays, verdict) : verdict;
    });
  },
});

function unlessLocked(bucket: Bucket, days: number, verdict: Verdict & { status: 'fail' }): Verdict {
  return decide(bucket.objectLock, `${verdict.reason}; and the bucket’s Object Lock`, (lock) => {
    const retention = lock?.defaultRetention;
    return retention?.mode === 'COMPLIANCE' && retention.days >= days
      ? notApplicable(`Object Lock in COMPLIANCE mode keeps every object for ${retention.days} days`)
      : verdict;
  });
}

interface Wanted {
  /** Changes of settings that keep objects must be denied, too. */
  readonly isStrict: boolean;
  /** Who may be excepted. */
  readonly approved: readonly string[];
}

function deniesDeletion(bucket: Bucket, policy: PolicyDocument, { isStrict, approved }: Wanted): Verdict {
  return decide(bucket.name, 'the bucket’s name', (name) => {
    const judged = (actions: readonly string[], denials: Denials) =>
      actions.map((action) =>
        any(denials(action).map((denial) => judgeDenial(bucket, action, denial, approved))),
      );
    const on = (suffix: '' | '/*') => denialsOn(policy, arnsOfBucket(String(name), suffix));
    const ofObjects = on('/*');
    return all([
      ...judged(deletesObjects, ofObjects),
      ...(isStrict ? judged(strictOnObjects, ofObjects) : []),
      ...(isStrict ? judged(strictOnBucket, on('')) : []),
    ]);
  });
}

function judgeDenial(bucket: Bucket, action: string, denial: Denial, approved: readonly string[]): Verdict {
  if (denial.kind === 'none') return fail(`${action} is not denied to everyone`, evidence(bucket, 'policy'));
  const found = evidence(bucket, 'policy', denial.statement);
  if (denial.kind === 'narrowed')
    return fail(`the Deny of ${action} holds under other conditions only`, found);
  const wide = denial.excepted.filter(
    (arn) => !isRole(arn) || (approved.length > 0 && !approved.includes(arn)),
  );
  if (wide.length > 0) return fail(`the Deny of ${action} excepts ${wide.join(', ')}`, found);
  if (approved.length === 0 && new Set(denial.excepted).size > 1) {
    return fail(`the Deny of ${action} excepts ${denial.excepted.join(' and ')}, more than one role`, found);
  }
  if (denial.excepted.length > 0) return pass(found);
  return pass({
    field: 'policy',
    value: `${action} is denied to all, administrators too: nobody can undo it but the root user`,
  });
}

/** One role, named in full: no wildcard, no account root, no user. */
function isRole(arn: string): boolean {
  const parts = parseArn(arn);
  return parts?.service === 'iam' && parts.resource.startsWith('role/') && !/[*?]|\$\{/.test(arn);
}
