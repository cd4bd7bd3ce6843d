import { defineControl } from '../../define-control.ts';
import { ifActive } from '../../estate/accounts.ts';
import { isBucketNamed } from '../../estate/buckets.ts';
import { records } from '../../estate/trail-verdicts.ts';
import { nameOfTrail, trailsRecording } from '../../estate/trails.ts';
import type { Estate, Trail } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, any, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/**
 * A name alone proves nothing: whoever holds a deleted bucket's name gets the files. So the bucket's account counts
 * too (LB-21).
 */
export default defineControl({
  id: 'CT-31',
  title: 'Without an organization, each account trail writes to the central bucket',
  intent: 'Accounts that stand alone share one protected archive all the same.',
  severity: 'high',
  appliesTo: 'account',
  policies: ['stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus', 'organizations:ListAccounts'],
  fix: 'Set s3BucketName to the log archive’s bucket, and extend its policy with the folder of the account.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-receive-logs-from-multiple-accounts.html',
  parameters: { archiveBuckets: [] as readonly string[], archiveAccountIds: [] as readonly string[] },
  parameterHelp: {
    archiveBuckets: { description: 'Names of the approved buckets of the log archive.' },
    archiveAccountIds: { description: 'Accounts that own these buckets.' },
  },
  evaluate(account, { estate, parameters: { archiveBuckets, archiveAccountIds } }) {
    return ifActive(account, () => {
      const { trails, complete } = trailsRecording(account, estate);
      const unread =
        complete === true
          ? undefined
          : unknown(`whether another trail records account ${account.id} is not known`, complete);
      const covered = any([...trails.map(isOrganizations), unread ?? notApplicable('all are judged')]);
      if (covered.status === 'pass')
        return notApplicable('an organization trail records the account (CT-03)');
      if (covered.status === 'unknown') return covered;
      if (archiveBuckets.length === 0) return unknown('which bucket is approved is not known', notConfigured);
      return all([
        ...trails.map((trail) => writesToArchive(trail, estate, archiveBuckets, archiveAccountIds)),
        notApplicable(`no multi-Region trail records account ${account.id} (CT-02)`),
      ]);
    });
  },
});

const notConfigured = unknownBecause('not-read', 'set archiveBuckets and archiveAccountIds of CT-31');

function isOrganizations(trail: Trail): Verdict {
  return all([
    decide(trail.isOrganization, `whether ${nameOfTrail(trail)} is the organization’s`, (isOrganization) =>
      isOrganization === true ? pass() : fail('it is the account’s own'),
    ),
    records(trail),
  ]);
}

function writesToArchive(
  trail: Trail,
  estate: Estate,
  approved: readonly string[],
  owners: readonly string[],
): Verdict {
  return decide(trail.isMultiRegion, `whether ${nameOfTrail(trail)} records all Regions`, (isMultiRegion) => {
    if (isMultiRegion !== true) return notApplicable(`${nameOfTrail(trail)} records a single Region (CT-02)`);
    return decide(trail.bucketName, `the bucket of ${nameOfTrail(trail)}`, (name) => {
      const set = evidenceElsewhere(trail, 'bucketName');
      const bucket = estate.buckets.items.find((one) => name !== null && isBucketNamed(one, name));
      const named = typeof bucket?.name === 'string' ? bucket.name : name;
      if (named === null || !approved.includes(named))
        return fail(`${nameOfTrail(trail)} delivers into ${named}, which is not approved`, set);
      if (bucket === undefined) return unknown(`whose bucket ${named} is, is not known`, notSeen);
      return decide(bucket.accountId, `the account of ${named}`, (owner) =>
        owners.includes(owner ?? '')
          ? pass(set, evidenceElsewhere(bucket, 'accountId'))
          : fail(`${named} is a bucket of account ${owner}, not of the archive`, set),
      );
    });
  });
}

const notSeen = unknownBecause('not-read', 'the bucket was not read');
