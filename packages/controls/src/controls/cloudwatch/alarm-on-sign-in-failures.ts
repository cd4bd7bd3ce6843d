import { eventAlarm } from '../../alerting/event-alarm.ts';
import { detailType } from '../../alerting/watching-rules.ts';
import { defineControl } from '../../define-control.ts';

/** Failures through IAM Identity Center are other events, which CIS does not ask for. */
export default defineControl(
  eventAlarm({
    id: 'CW-06',
    title: 'Alarm on console authentication failures',
    intent: 'Guessed passwords are heard of within minutes.',
    severity: 'medium',
    events: 'failed sign-ins',
    pattern: '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
    least:
      '{($.eventSource=signin.amazonaws.com) && ($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
    detailTypes: [detailType.signIn],
  }),
);
