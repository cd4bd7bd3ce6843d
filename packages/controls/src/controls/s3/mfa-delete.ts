import { defineControl } from '../../define-control.ts';
import { arnsOfBucket, keepsLogFiles } from '../../estate/buckets.ts';
import { approvedRolesHelp, deployRoles, isDeniedInMembers } from '../../estate/guarded-members.ts';
import type { Bucket, Estate } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { denialsOn } from '../../policy/deletion-guard.ts';
import { isOneRole } from '../../policy/grantees.ts';
import { all, any, decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

const bypass = 's3:BypassGovernanceRetention';

/**
 * S3 takes MFA Delete and lifecycle rules never together, and only the root user can switch it on, so a lock may replace
 * it: in COMPLIANCE mode, which nobody lifts, or in GOVERNANCE mode where the right to lift it is denied by the bucket's
 * policy and by the organization. The evidence says which of them passed.
 */
export default defineControl({
  id: 'LB-10',
  title: 'MFA Delete enabled, or a stronger lock replaces it',
  intent: 'Permanent deletion needs a second factor.',
  severity: 'medium',
  appliesTo: 'logBucket',
  policies: [],
  pulumiTypes: [],
  needs: [
    's3:GetBucketVersioning',
    's3:GetObjectLockConfiguration',
    's3:GetBucketPolicy',
    'organizations:ListPolicies',
  ],
  fix: 'Lock files by default, or let the root user switch MFA Delete on as the runbook says.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html',
  parameters: {
    lockMinDays: 365,
    approvedRoles: [...deployRoles, '*break-glass*', '*BreakGlass*'] as readonly string[],
  },
  parameterHelp: {
    lockMinDays: { description: 'Days that a lock must last so that it replaces MFA Delete.', minimum: 1 },
    approvedRoles: approvedRolesHelp,
  },
  evaluate(bucket, { estate, parameters }) {
    if (!keepsLogFiles(bucket)) return notApplicable('the bucket holds no log files of a trail');
    return any([
      decide(bucket.mfaDelete, 'whether the bucket has MFA Delete', (mfaDelete) =>
        mfaDelete === true
          ? pass(evidence(bucket, 'mfaDelete'))
          : fail('MFA Delete is not enabled', evidence(bucket, 'mfaDelete')),
      ),
      isLocked(bucket, estate, parameters),
    ]);
  },
});

interface Asked {
  readonly lockMinDays: number;
  readonly approvedRoles: readonly string[];
}

function isLocked(bucket: Bucket, estate: Estate, { lockMinDays, approvedRoles }: Asked): Verdict {
  return decide(bucket.objectLock, 'the bucket’s Object Lock', (lock) => {
    const found = evidence(bucket, 'objectLock');
    const retention = lock?.defaultRetention;
    if (!retention || retention.days < lockMinDays)
      return fail(`no lock of ${lockMinDays} days replaces it`, found);
    if (retention.mode === 'COMPLIANCE') return pass(found);
    return all([pass(found), bypassIsDenied(bucket), bypassIsDeniedInAccount(bucket, estate, approvedRoles)]);
  });
}

function bypassIsDenied(bucket: Bucket): Verdict {
  return decide(bucket.policy, 'the bucket policy', (policy) =>
    decide(bucket.name, 'the bucket’s name', (name) => {
      const denials = policy === null ? [] : denialsOn(policy, arnsOfBucket(String(name), '/*'))(bypass);
      const denied = denials.some((denial) => denial.kind === 'denied' && denial.excepted.every(isOneRole));
      const found = evidence(bucket, 'policy');
      return denied
        ? pass(found)
        : fail(`the bucket policy does not deny ${bypass} to all but one role`, found);
    }),
  );
}

function bypassIsDeniedInAccount(bucket: Bucket, estate: Estate, approvedRoles: readonly string[]): Verdict {
  return decide(estate.organization, 'the organization', (organization) => {
    if (organization === null) return fail(`no organization denies ${bypass} to the account’s root user`);
    return decide(bucket.accountId, 'the owner of the bucket', (owner) =>
      decide(bucket.name, 'the bucket’s name', (name) => {
        if (owner === null || owner === organization.managementAccountId)
          return fail('the management account owns the bucket, which no service control policy binds');
        return any(
          arnsOfBucket(String(name), '/*').map((resource) =>
            isDeniedInMembers(organization, estate, [{ action: bypass, resource }], approvedRoles, [owner]),
          ),
        );
      }),
    );
  });
}
