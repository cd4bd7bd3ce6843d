import { describe, expect, it } from 'vitest';
import { aLogBucket, anEstate, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket, BucketNotifications, NotificationTarget } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './removal-notices.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const judged = (bucket: Partial<Bucket>) =>
  verdictOf(control, anEstate({ buckets: complete([aLogBucket(bucket)]) }));
const target = (differing: Partial<NotificationTarget> = {}): NotificationTarget => ({
  arn: 'arn:aws:sns:us-east-1:222222222222:removals',
  events: ['s3:ObjectRemoved:*'],
  prefix: '',
  suffix: '',
  ...differing,
});
const to = (...targets: NotificationTarget[]): BucketNotifications => ({ eventBridge: false, targets });

describe(control.id, () => {
  it.each<[string, BucketNotifications]>([
    ['EventBridge', { eventBridge: true, targets: [] }],
    ['a topic for removals', to(target())],
    ['a topic for removed log files', to(target({ prefix: 'AWSLogs/' }))],
    [
      'a queue for each kind of removal',
      to(
        target({ events: ['s3:ObjectRemoved:Delete'] }),
        target({ events: ['s3:ObjectRemoved:DeleteMarkerCreated'] }),
      ),
    ],
  ])('passes %s', (_case, notifications) => {
    expect(judged({ notifications }).status).toBe('pass');
  });

  it.each<[string, BucketNotifications | null]>([
    ['nobody', null],
    ['no target', to()],
    ['a topic for new files', to(target({ events: ['s3:ObjectCreated:*'] }))],
    ['a topic for deleted versions alone', to(target({ events: ['s3:ObjectRemoved:Delete'] }))],
    ['a topic for another prefix', to(target({ prefix: 'other/' }))],
    ['a topic for some names', to(target({ suffix: '.txt' }))],
  ])('fails %s', (_case, notifications) => {
    expect(judged({ notifications }).status).toBe('fail');
  });

  it('is not about a lock that nobody lifts, nor about copies and access logs', () => {
    const objectLock = { defaultRetention: { mode: 'COMPLIANCE', days: 1 } } as const;
    expect(judged({ objectLock, notifications: null }).status).toBe('not_applicable');
    expect(judged({ role: 'log-copy', notifications: null }).status).toBe('not_applicable');
    expect(judged({ role: 'access-logs', notifications: null }).status).toBe('not_applicable');
  });

  it.each<[string, Partial<Bucket>]>([
    ['receivers', { notifications: hidden }],
    ['lock', { objectLock: hidden }],
    ['policy, which tells the prefix', { policy: hidden }],
  ])('does not know while the %s could not be read', (_what, bucket) => {
    expect(judged(bucket).status).toBe('unknown');
  });
});
