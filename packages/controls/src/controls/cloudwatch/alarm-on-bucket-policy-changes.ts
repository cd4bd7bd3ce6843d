import { eventAlarm } from '../../alerting/event-alarm.ts';
import { defineControl } from '../../define-control.ts';

/** Names as CloudTrail writes them: `PutBucketLifecycle` for PutBucketLifecycleConfiguration. */
export default defineControl(
  eventAlarm({
    id: 'CW-08',
    title: 'Alarm on S3 bucket policy and configuration changes',
    intent: 'A bucket that is opened or emptied is heard of within minutes.',
    severity: 'medium',
    events: 'changes of bucket policies',
    pattern:
      '{($.eventSource=s3.amazonaws.com) && (($.eventName=PutBucketAcl) || ($.eventName=PutBucketPolicy) || ($.eventName=PutBucketCors) || ($.eventName=PutBucketLifecycle) || ($.eventName=PutBucketReplication) || ($.eventName=DeleteBucketPolicy) || ($.eventName=DeleteBucketCors) || ($.eventName=DeleteBucketLifecycle) || ($.eventName=DeleteBucketReplication))}',
  }),
);
