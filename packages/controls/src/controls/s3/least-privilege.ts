import { defineControl } from '../../define-control.ts';
import type { Bucket } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import { isPlaceholder } from '../../model/observation.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import type { Verdict } from '../../model/verdict.ts';
import { accountOfPrincipal, type Grantee, granteesOf, isOneRole } from '../../policy/grantees.ts';
import { sourceScopeOf } from '../../policy/source-scope.ts';
import { coversAction, listOf, nameOfStatement } from '../../policy/statement.ts';
import { matchesPattern } from '../../policy/wildcard.ts';
import { all, decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** What nobody of another account may hold. https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-6 */
const settings = [
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  's3:PutBucketAcl',
  's3:PutEncryptionConfiguration',
  's3:PutObjectAcl',
];
const reads = /^s3:(Get|List|Describe)[A-Za-z*?]*$/i;
const restores = /^s3:RestoreObject$/i;
/** What S3 does with the role that copies log files, in the bucket of the copies. */
const replicates = /^s3:(Replicate[A-Za-z*?]*|ObjectOwnerOverrideToBucketOwner)$/i;

interface Approved {
  readonly readerRoleArns: readonly string[];
  readonly orgWideRead: boolean;
}

/** Roles of IAM Identity Center end in letters that nobody knows beforehand: readers may be patterns. */
export default defineControl({
  id: 'LB-06',
  title: 'Bucket policy grants least privilege to people and other accounts',
  intent: 'Only named reader roles can see logs and nobody foreign can change settings.',
  severity: 'high',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:s3/bucketPolicy:BucketPolicy'],
  needs: ['s3:GetBucketPolicy'],
  fix: 'Remove the statement, or let people read through roles that are approved as readers.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
  parameters: { orgWideRead: false, readerRoleArns: [] as readonly string[] },
  parameterHelp: {
    orgWideRead: { description: 'Whether every principal of the organization may read.' },
    readerRoleArns: {
      description:
        'ARNs of roles that may read, or patterns such as arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*Auditor*.',
    },
  },
  evaluate(bucket, { parameters }) {
    return decide(bucket.policy, 'the bucket policy', (policy) => {
      const allowing = (policy?.Statement ?? []).filter(({ Effect }) => Effect === 'Allow');
      const ofServices = (statement: PolicyStatement) =>
        granteesOf(statement).every(({ kind }) => kind === 'service');
      if (allowing.every(ofServices)) return notApplicable('the bucket policy admits nobody but services');
      return all(
        allowing.map((statement) => {
          const name = nameOfStatement(statement, policy?.Statement.indexOf(statement) ?? 0);
          const verdict = ofServices(statement)
            ? hasSource(statement)
            : all(granteesOf(statement).map((grantee) => mayHold(grantee, statement, bucket, parameters)));
          const found = evidence(bucket, 'policy', statement);
          if (verdict.status === 'fail') return fail(`${name}: ${verdict.reason}`, found);
          return verdict.status === 'pass' ? pass(found) : verdict;
        }),
      );
    });
  },
});

function hasSource(statement: PolicyStatement): Verdict {
  const { arns, accountIds, organizationIds } = sourceScopeOf(statement);
  return arns.length + accountIds.length + organizationIds.length > 0
    ? pass()
    : fail('the service may act for any customer');
}

function mayHold(grantee: Grantee, statement: PolicyStatement, bucket: Bucket, approved: Approved): Verdict {
  const { kind, name } = grantee;
  if (kind === 'service') return hasSource(statement);
  if (kind === 'everyone' || kind === 'other') return fail(`${name} is no approved reader`);
  if (statement.NotAction !== undefined || statement.NotResource !== undefined) {
    return fail(`${name} is admitted by what the statement leaves out`);
  }
  const actions = listOf(statement.Action);
  const mayReplicate = bucket.role === 'log-copy' && isOneRole(name);
  const more = actions.filter(
    (action) => !reads.test(action) && !restores.test(action) && !(mayReplicate && replicates.test(action)),
  );
  return all([
    holdsNoSetting(grantee, statement, bucket),
    more.length === 0 ? pass() : fail(`${name} may do more than read: ${more.join(', ')}`),
    mayReplicate && actions.some((action) => replicates.test(action))
      ? pass()
      : isApproved(grantee, approved),
  ]);
}

function isApproved({ kind, name }: Grantee, { orgWideRead, readerRoleArns }: Approved): Verdict {
  if (kind === 'organization') {
    return orgWideRead ? pass() : fail(`all of ${name} may read, and orgWideRead is not set`);
  }
  if (readerRoleArns.some((pattern) => matchesPattern(pattern, name))) return pass();
  if (!/:role\//.test(name)) return fail(`${name} is no role`);
  if (readerRoleArns.length > 0) return fail(`${name} is no approved reader`);
  const because = unknownBecause('not-read', 'set LB-06.readerRoleArns');
  return unknown(`whether ${name} may read is not known`, because);
}

function holdsNoSetting({ name }: Grantee, statement: PolicyStatement, bucket: Bucket): Verdict {
  const held = settings.filter((action) => coversAction(statement, action));
  if (held.length === 0) return pass();
  return decide(bucket.accountId, 'the owner of the bucket', (owner) =>
    owner === null || isPlaceholder(owner) || accountOfPrincipal(name) !== owner
      ? fail(`${name} of another account may change settings: ${held.join(', ')}`)
      : pass(),
  );
}
