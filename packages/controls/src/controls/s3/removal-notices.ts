import { defineControl } from '../../define-control.ts';
import { logPrefixesOf } from '../../estate/log-prefixes.ts';
import type { NotificationTarget } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import { matchesPattern } from '../../policy/wildcard.ts';
import { all, decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** A file is gone when its version is deleted, and hidden when a marker covers it: both must be told. */
const removals = ['s3:ObjectRemoved:Delete', 's3:ObjectRemoved:DeleteMarkerCreated'];

/** Under a lock in compliance mode nobody can remove a file. */
export default defineControl({
  id: 'LB-20',
  title: 'Object removal events are notified',
  intent: 'Deletion of a log file raises an event.',
  severity: 'low',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:s3/bucketNotification:BucketNotification'],
  needs: ['s3:GetBucketNotificationConfiguration', 's3:GetObjectLockConfiguration', 's3:GetBucketPolicy'],
  fix: 'Turn on EventBridge for the bucket, or add a topic or queue for s3:ObjectRemoved:*.',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html',
  evaluate(bucket, { estate }) {
    if (bucket.role !== 'trail-logs')
      return notApplicable('the bucket holds no originals of log files, whose removal is told');
    return decide(bucket.objectLock, 'the bucket’s Object Lock', (lock) => {
      if (lock?.defaultRetention?.mode === 'COMPLIANCE')
        return notApplicable('Object Lock in COMPLIANCE mode lets nobody remove a file');
      return decide(bucket.notifications, 'the bucket’s notifications', (notifications) => {
        const found = evidence(bucket, 'notifications');
        if (notifications?.eventBridge === true) return pass(found);
        const targets = notifications?.targets ?? [];
        if (targets.length === 0) return fail('nobody is told of events of the bucket', found);
        const prefixes = logPrefixesOf(bucket, estate);
        if (isUnknown(prefixes))
          return unknown('what the bucket’s log files begin with is not known', prefixes);
        return all(
          prefixes.flatMap((prefix) =>
            removals.map((event) =>
              targets.some((target) => tells(target, event, prefix))
                ? pass(found)
                : fail(`nobody is told of ${event} below ${prefix}`, found),
            ),
          ),
        );
      });
    });
  },
});

function tells({ events, prefix, suffix }: NotificationTarget, event: string, logPrefix: string): boolean {
  return (
    suffix === '' && logPrefix.startsWith(prefix) && events.some((pattern) => matchesPattern(pattern, event))
  );
}
