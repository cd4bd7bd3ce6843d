import { defineControl } from '../../define-control.ts';
import { logPrefixesOf } from '../../estate/log-prefixes.ts';
import type { Bucket, LifecycleRule } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** What rules must do with log files, and how a rule that does it looks. */
const duties: readonly (readonly [string, (rule: LifecycleRule) => boolean])[] = [
  ['archives or removes log files', (rule) => rule.transitions || expires(rule)],
  [
    'handles versions that were replaced',
    (rule) => rule.noncurrentTransitions || rule.noncurrentExpirationDays !== null,
  ],
  ['drops uploads that never finished', (rule) => rule.abortUploadsDays !== null],
];

/**
 * What services deliver has no tags, so that a rule for tagged objects covers none of it. S3 moves no file under 128 KB by
 * default, which many log files are.
 */
export default defineControl({
  id: 'LB-16',
  title: 'Lifecycle rules define archive and removal',
  intent: 'Retention is a decision, not an accident.',
  severity: 'medium',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration', 'aws:s3/bucket:Bucket'],
  needs: ['s3:GetBucketLifecycleConfiguration', 's3:GetBucketVersioning', 's3:GetBucketPolicy'],
  fix: 'Add rules for the log prefix: archive after a year, remove after the legal period, handle old versions and uploads.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html',
  evaluate(bucket, { estate }) {
    return decide(bucket.lifecycle, 'the bucket’s lifecycle', (rules) => {
      const found = evidence(bucket, 'lifecycle');
      if (rules === null || rules.length === 0) return unlessMfaDelete(bucket);
      const prefixes = logPrefixesOf(bucket, estate);
      if (isUnknown(prefixes))
        return unknown('what the bucket’s log files begin with is not known', prefixes);
      return all(
        prefixes.flatMap((prefix) =>
          duties.map(([duty, does]) =>
            rules.some((rule) => rule.enabled && covers(rule, prefix) && does(rule))
              ? pass(found)
              : fail(`no enabled rule for ${prefix || 'all objects'} ${duty}`, found),
          ),
        ),
      );
    });
  },
});

/** Under MFA Delete S3 takes no lifecycle rules: retention is then kept by hand. */
function unlessMfaDelete(bucket: Bucket): Verdict {
  return decide(bucket.mfaDelete, 'whether the bucket has MFA Delete', (mfaDelete) =>
    mfaDelete === true
      ? notApplicable(
          'MFA Delete is on, with which S3 takes no lifecycle rules; show how retention is kept by hand',
        )
      : fail('the bucket has no lifecycle rules', evidence(bucket, 'lifecycle')),
  );
}

function covers({ prefix, byTag, bySize }: LifecycleRule, logPrefix: string): boolean {
  return !byTag && !bySize && logPrefix.startsWith(prefix);
}

function expires({ expirationDays, expirationDate }: LifecycleRule): boolean {
  return expirationDays !== null || expirationDate !== null;
}
