import { defineControl } from '../../define-control.ts';
import { judgeBucketNamed } from '../../estate/buckets.ts';
import { nameOfTrail } from '../../estate/trails.ts';
import type { Bucket, Estate, Organization, Trail } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import { isPlaceholder } from '../../model/observation.ts';
import type { Verdict } from '../../model/verdict.ts';
import { granteesOf } from '../../policy/grantees.ts';
import { coversAction, nameOfStatement } from '../../policy/statement.ts';
import {
  all,
  decide,
  evidence,
  evidenceElsewhere,
  fail,
  notApplicable,
  pass,
  unknown,
} from '../../verdicts.ts';

/**
 * A bucket is dedicated when its policy lets nobody write but services of audit logs. What the account's own roles may
 * write, only their policies tell.
 */
export default defineControl({
  id: 'LB-01',
  title: 'Dedicated log bucket in the log archive account',
  intent: 'Logs are kept away from the accounts that produce them.',
  severity: 'high',
  appliesTo: 'organization',
  policies: ['stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail', 'aws:s3/bucket:Bucket'],
  needs: [
    'cloudtrail:DescribeTrails',
    's3:GetBucketLocation',
    's3:GetBucketPolicy',
    'organizations:ListAccounts',
  ],
  fix: 'Create the bucket in the log archive account, let log services alone write into it, and move the trail.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
  parameters: { logArchiveAccountId: '', otherLogServices: [] as readonly string[] },
  parameterHelp: {
    logArchiveAccountId: {
      description:
        'Account that keeps the logs, 12 digits. While it is not set, it is not known which one should.',
    },
    otherLogServices: {
      description: 'Services whose audit logs may lie in the bucket too, such as config.amazonaws.com.',
    },
  },
  evaluate(organization, { estate, parameters: { logArchiveAccountId, otherLogServices } }) {
    const { trails } = estate;
    return all([
      ...trails.items.map((trail) =>
        decide(trail.isOrganization, `whether ${nameOfTrail(trail)} is the organization’s`, (is) =>
          is === true
            ? bucketOf(trail, estate, (bucket) =>
                all([
                  isInArchive(bucket, organization, logArchiveAccountId),
                  isDedicated(bucket, ['cloudtrail.amazonaws.com', ...otherLogServices]),
                ]),
              )
            : notApplicable(`${nameOfTrail(trail)} is no trail of the organization`),
        ),
      ),
      trails.complete === true
        ? notApplicable('no trail of the organization was seen')
        : unknown('whether there are more trails is not known', trails.complete),
    ]);
  },
});

function bucketOf(trail: Trail, estate: Estate, judge: (bucket: Bucket) => Verdict): Verdict {
  return decide(trail.bucketName, 'the trail’s bucket', (name) => {
    const found = evidenceElsewhere(trail, 'bucketName');
    if (name === null) return fail('the trail names no bucket', found);
    return judgeBucketNamed(estate, name, judge, () =>
      fail(`the bucket ${name} is in none of our accounts`, found),
    );
  });
}

function isInArchive(bucket: Bucket, { managementAccountId }: Organization, archive: string): Verdict {
  return decide(bucket.accountId, 'the owner of the bucket', (owner) => {
    const found = evidenceElsewhere(bucket, 'accountId');
    if (owner !== null && isPlaceholder(owner))
      return unknown('the owner of the bucket is not known', unknownBecause('open-world', owner));
    if (owner === managementAccountId) return fail('the management account owns the log bucket', found);
    if (archive === '') {
      const detail = 'set LB-01.logArchiveAccountId';
      return unknown('which account is the log archive is not known', unknownBecause('not-read', detail));
    }
    return owner === archive
      ? pass(found)
      : fail(`account ${owner} owns the log bucket, not ${archive}`, found);
  });
}

function isDedicated(bucket: Bucket, services: readonly string[]): Verdict {
  return decide(bucket.policy, 'the bucket policy', (policy) => {
    const strange = (policy?.Statement ?? []).filter(
      (statement) =>
        statement.Effect === 'Allow' &&
        coversAction(statement, 's3:PutObject') &&
        !granteesOf(statement).every(({ kind, name }) => kind === 'service' && services.includes(name)),
    );
    const names = strange.map((statement) =>
      nameOfStatement(statement, policy?.Statement.indexOf(statement) ?? 0),
    );
    return strange.length === 0
      ? pass()
      : fail(
          `others than log services write into the bucket by ${names.join(', ')}`,
          evidence(bucket, 'policy', strange),
        );
  });
}
