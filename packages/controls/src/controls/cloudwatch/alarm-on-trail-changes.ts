import { eventAlarm } from '../../alerting/event-alarm.ts';
import { defineControl } from '../../define-control.ts';

/** Changes of selectors are no part of what CIS asks for; a filter may take them in as well. */
export default defineControl(
  eventAlarm({
    id: 'CW-05',
    title: 'Alarm on CloudTrail configuration changes',
    intent: 'Who blinds the record is heard within minutes.',
    severity: 'high',
    events: 'changes of trails',
    pattern:
      '{($.eventName=CreateTrail) || ($.eventName=UpdateTrail) || ($.eventName=DeleteTrail) || ($.eventName=StartLogging) || ($.eventName=StopLogging)}',
    least:
      '{($.eventSource=cloudtrail.amazonaws.com) && (($.eventName=CreateTrail) || ($.eventName=UpdateTrail) || ($.eventName=DeleteTrail) || ($.eventName=StartLogging) || ($.eventName=StopLogging))}',
  }),
);
