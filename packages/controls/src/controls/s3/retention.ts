import { defineControl } from '../../define-control.ts';
import { keepsLogFiles } from '../../estate/buckets.ts';
import { logPrefixesOf } from '../../estate/log-prefixes.ts';
import type { Bucket, LifecycleRule } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/**
 * Without any expiration log files are kept for ever, which is long enough. In a versioned bucket an expiration hides the
 * file; the rule for noncurrent versions decides when it is gone. Removing markers alone is fine.
 */
export default defineControl({
  id: 'LB-17',
  title: 'Retention meets the minimum and fits the lock',
  intent: 'Logs are not expired before the required age.',
  severity: 'high',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack'],
  pulumiTypes: [
    'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
    'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration',
    'aws:s3/bucket:Bucket',
  ],
  needs: ['s3:GetBucketLifecycleConfiguration', 's3:GetObjectLockConfiguration', 's3:GetBucketPolicy'],
  fix: 'Raise the days of expiration to the retention that is required, and to at least those of the lock.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html',
  parameters: { retentionDays: 365, noncurrentDays: 90 },
  parameterHelp: {
    retentionDays: { description: 'Days that log files must be kept.', minimum: 1 },
    noncurrentDays: {
      description: 'Days that versions which were replaced or hidden must be kept.',
      minimum: 1,
    },
  },
  evaluate(bucket, { estate, parameters }) {
    if (!keepsLogFiles(bucket)) return notApplicable('the bucket holds no log files of a trail');
    return decide(bucket.lifecycle, 'the bucket’s lifecycle', (rules) => {
      const found = evidence(bucket, 'lifecycle');
      if (!rules?.some((rule) => rule.enabled && removes(rule))) return pass(found);
      const prefixes = logPrefixesOf(bucket, estate);
      if (isUnknown(prefixes))
        return unknown('what the bucket’s log files begin with is not known', prefixes);
      const touching = rules.filter((rule) => rule.enabled && removes(rule) && touches(rule, prefixes));
      return all([pass(found), ...touching.map((rule) => isLongEnough(bucket, rule, parameters))]);
    });
  },
});

function removes({ expirationDays, expirationDate, noncurrentExpirationDays }: LifecycleRule): boolean {
  return expirationDays !== null || expirationDate !== null || noncurrentExpirationDays !== null;
}

/** What services deliver has no tags; a rule for a part of the prefix takes that part. */
function touches({ prefix, byTag }: LifecycleRule, prefixes: readonly string[]): boolean {
  return !byTag && prefixes.some((logs) => logs.startsWith(prefix) || prefix.startsWith(logs));
}

function isLongEnough(
  bucket: Bucket,
  rule: LifecycleRule,
  { retentionDays, noncurrentDays }: { readonly retentionDays: number; readonly noncurrentDays: number },
): Verdict {
  const found = evidence(bucket, 'lifecycle', rule);
  const { id, expirationDays, expirationDate, noncurrentExpirationDays } = rule;
  const noncurrent =
    noncurrentExpirationDays !== null && noncurrentExpirationDays < noncurrentDays
      ? fail(
          `rule ${id} removes replaced versions after ${noncurrentExpirationDays} days, less than ${noncurrentDays}`,
          found,
        )
      : pass(found);
  if (expirationDate !== null)
    return all([fail(`rule ${id} removes log files of any age at ${expirationDate}`, found), noncurrent]);
  if (expirationDays === null) return noncurrent;
  const current =
    expirationDays < retentionDays
      ? fail(`rule ${id} removes log files after ${expirationDays} days, less than ${retentionDays}`, found)
      : pass(found);
  return all([current, noncurrent, fitsLock(bucket, rule, expirationDays)]);
}

function fitsLock(bucket: Bucket, rule: LifecycleRule, days: number): Verdict {
  return decide(bucket.objectLock, 'the bucket’s Object Lock', (lock) => {
    const locked = lock?.defaultRetention?.days ?? 0;
    return locked <= days
      ? pass(evidence(bucket, 'objectLock'))
      : fail(
          `rule ${rule.id} removes log files after ${days} days, while the lock holds them for ${locked}`,
          evidence(bucket, 'objectLock'),
        );
  });
}
