import { eventAlarm } from '../../alerting/event-alarm.ts';
import { detailType } from '../../alerting/watching-rules.ts';
import { defineControl } from '../../define-control.ts';

/** A service that acts for the root user (`invokedBy`) is no use of it. */
export default defineControl(
  eventAlarm({
    id: 'CW-01',
    title: 'Alarm on root user activity',
    intent: 'Who acts as the root user can do everything; somebody hears of it within minutes.',
    severity: 'high',
    events: 'what root users do',
    pattern:
      '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
    detailTypes: [detailType.call, detailType.signIn],
  }),
);
