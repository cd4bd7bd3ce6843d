import { defineControl } from '../../define-control.ts';
import { judgeBucketNamed } from '../../estate/buckets.ts';
import { isOurAccount } from '../../estate/our-trails.ts';
import type { Bucket, Estate } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import { isPlaceholder } from '../../model/observation.ts';
import type { Verdict } from '../../model/verdict.ts';
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

/** The name of a deleted bucket can be taken by anyone, who then gets the logs of a trail that goes on. */
export default defineControl({
  id: 'LB-21',
  title: 'Bucket exists, is ours and in an approved Region',
  intent: 'A deleted and re-registered bucket name must not capture logs.',
  severity: 'critical',
  appliesTo: 'trail',
  policies: ['stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail', 'aws:s3/bucket:Bucket'],
  needs: ['cloudtrail:DescribeTrails', 's3:GetBucketLocation'],
  fix: 'Create the bucket again in the right account at once, or point the trail at one of ours.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html',
  parameters: { approvedAccountIds: [] as readonly string[], approvedRegions: [] as readonly string[] },
  parameterHelp: {
    approvedAccountIds: {
      description:
        'Accounts that may own a trail’s bucket, 12 digits each. When empty, any of the organization.',
    },
    approvedRegions: { description: 'Regions that a trail’s bucket may be in. When empty, any.' },
  },
  evaluate(trail, { estate, parameters: { approvedAccountIds, approvedRegions } }) {
    return decide(trail.bucketName, 'the trail’s bucket', (name) => {
      const found = evidence(trail, 'bucketName');
      if (name === null) return fail('the trail names no bucket', found);
      return judgeBucketNamed(
        estate,
        name,
        (bucket) =>
          all([
            pass(found),
            isOurs(bucket, estate, approvedAccountIds),
            isWhereApproved(bucket, approvedRegions),
          ]),
        () => fail(`the bucket ${name} does not exist: anyone may take its name`, found),
      );
    });
  },
});

function isOurs(bucket: Bucket, estate: Estate, approved: readonly string[]): Verdict {
  return decide(bucket.accountId, 'the owner of the bucket', (owner) => {
    const found = evidenceElsewhere(bucket, 'accountId');
    if (owner === null || isPlaceholder(owner)) {
      // A program makes its buckets in accounts of ours, whichever they are.
      return approved.length === 0
        ? pass(found)
        : unknown('the owner of the bucket is not known', unknownBecause('open-world', String(owner)));
    }
    if (approved.length > 0) {
      return approved.includes(owner)
        ? pass(found)
        : fail(`account ${owner} owns the bucket, which is not approved`, found);
    }
    return all([pass(found), isOurAccount(owner, estate)]);
  });
}

function isWhereApproved(bucket: Bucket, approved: readonly string[]): Verdict {
  if (approved.length === 0) return notApplicable('no approved Regions are set');
  return decide(bucket.region, 'the Region of the bucket', (region) => {
    const found = evidenceElsewhere(bucket, 'region');
    if (region !== null && isPlaceholder(region))
      return unknown('the Region of the bucket is not known', unknownBecause('open-world', region));
    return region !== null && approved.includes(region)
      ? pass(found)
      : fail(`the bucket is in ${region}, which is not approved`, found);
  });
}
