import { eventAlarm } from '../../alerting/event-alarm.ts';
import { defineControl } from '../../define-control.ts';

/** Needs a trail that does not leave out events of KMS, which CT-10 judges. */
export default defineControl(
  eventAlarm({
    id: 'CW-07',
    title: 'Alarm on KMS key disabled or scheduled for deletion',
    intent: 'A key that ends takes the logs with it; somebody hears in time to stop it.',
    severity: 'high',
    events: 'endings of KMS keys',
    pattern:
      '{($.eventSource=kms.amazonaws.com) && (($.eventName=DisableKey) || ($.eventName=ScheduleKeyDeletion))}',
  }),
);
