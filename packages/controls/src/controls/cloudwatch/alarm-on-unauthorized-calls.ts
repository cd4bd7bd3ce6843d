import { eventAlarm } from '../../alerting/event-alarm.ts';
import { defineControl } from '../../define-control.ts';

/**
 * CIS since 3.0 leaves out deliveries of logs and `HeadBucket`, which are refused all day; earlier editions and Security
 * Hub do not. Both pass.
 */
export default defineControl(
  eventAlarm({
    id: 'CW-02',
    title: 'Alarm on unauthorized API calls',
    intent: 'Somebody who tries doors is heard within minutes.',
    severity: 'medium',
    events: 'calls that AWS refused',
    pattern: '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
    least:
      '{(($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")) && ($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket")}',
  }),
);
