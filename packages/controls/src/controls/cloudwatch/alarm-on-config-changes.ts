import { eventAlarm } from '../../alerting/event-alarm.ts';
import { defineControl } from '../../define-control.ts';

/** The recorder and its delivery channel. */
export default defineControl(
  eventAlarm({
    id: 'CW-09',
    title: 'Alarm on AWS Config changes',
    intent: 'Who stops the recorder is heard within minutes.',
    severity: 'medium',
    events: 'changes of AWS Config',
    pattern:
      '{($.eventSource=config.amazonaws.com) && (($.eventName=StopConfigurationRecorder) || ($.eventName=DeleteDeliveryChannel) || ($.eventName=PutDeliveryChannel) || ($.eventName=PutConfigurationRecorder))}',
  }),
);
