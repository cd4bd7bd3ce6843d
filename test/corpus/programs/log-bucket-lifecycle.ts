import * as aws from '@pulumi/aws';
import { guiltyOf } from '../entry.ts';
import { logBucket } from '../parts/log-bucket.ts';

type Rule = aws.types.input.s3.BucketLifecycleConfigurationRule;
const withRules = (...rules: Rule[]) =>
  logBucket((logs) => new aws.s3.BucketLifecycleConfiguration('logs-lifecycle', { bucket: logs.id, rules }));
const kept: Rule = {
  id: 'keep',
  status: 'Enabled',
  filter: { prefix: 'AWSLogs/' },
  transitions: [{ days: 365, storageClass: 'GLACIER' }],
  expiration: { days: 2555 },
  noncurrentVersionExpiration: { noncurrentDays: 365 },
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

export default [
  guiltyOf(
    'LB-16',
    {
      mistake: 'has no lifecycle rules',
      blames: 'logs',
      broken: logBucket(),
      mended: withRules(kept),
    },
    {
      mistake: 'disables the rule',
      blames: 'logs-lifecycle',
      broken: withRules({ ...kept, status: 'Disabled' }),
      mended: withRules(kept),
    },
    {
      mistake: 'filters by a prefix that no log file has',
      blames: 'logs-lifecycle',
      broken: withRules({ ...kept, filter: { prefix: 'awslogs/' } }),
      mended: withRules(kept),
    },
    {
      mistake: 'filters by a tag that log files do not have',
      blames: 'logs-lifecycle',
      broken: withRules({ ...kept, filter: { tag: { key: 'archive', value: 'true' } } }),
      mended: withRules({ ...kept, filter: {} }),
    },
    {
      mistake: 'forgets old versions',
      blames: 'logs-lifecycle',
      broken: withRules({ ...kept, noncurrentVersionExpiration: undefined as never }),
      mended: withRules(kept),
    },
  ),
  guiltyOf(
    'LB-17',
    {
      mistake: 'removes log files after a quarter',
      blames: 'logs-lifecycle',
      broken: withRules({ ...kept, transitions: [], expiration: { days: 90 } }),
      mended: withRules(kept),
    },
    {
      mistake: 'removes log files at a date',
      blames: 'logs-lifecycle',
      broken: withRules({ ...kept, expiration: { date: '2027-01-01T00:00:00Z' } }),
      mended: withRules(kept),
    },
    {
      mistake: 'removes old versions after a day',
      blames: 'logs-lifecycle',
      broken: withRules({ ...kept, noncurrentVersionExpiration: { noncurrentDays: 1 } }),
      mended: withRules(kept),
    },
    {
      mistake: 'removes files while the lock holds them',
      blames: 'logs-lock',
      broken: lockedFor(3, 730),
      mended: lockedFor(2, 730),
    },
  ),
];

/** Files are locked for some years and removed after some days. */
function lockedFor(years: number, days: number) {
  return logBucket((logs) => {
    new aws.s3.BucketObjectLockConfiguration('logs-lock', {
      bucket: logs.id,
      rule: { defaultRetention: { mode: 'GOVERNANCE', years } },
    });
    new aws.s3.BucketLifecycleConfiguration('logs-lifecycle', {
      bucket: logs.id,
      rules: [{ ...kept, expiration: { days } }],
    });
  });
}
