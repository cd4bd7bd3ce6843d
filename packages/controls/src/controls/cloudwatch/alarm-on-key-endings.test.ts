import { describeEventAlarm } from '../../../test/describe-event-alarm.ts';
import control from './alarm-on-key-endings.ts';

describeEventAlarm(control as never, {
  known: [
    '{ ($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion) }',
    '{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }',
    '{ ($.eventSource = "kms.amazonaws.com") && (($.eventName = "DisableKey") || ($.eventName = "ScheduleKeyDeletion") || ($.eventName = "Another*")) }',
  ],
  narrower: [
    [
      '{ (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) && ($.errorCode NOT EXISTS) }',
      'errorCode = ',
    ],
    [
      '{ ($.eventSource = other.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }',
      'eventSource = kms.amazonaws.com',
    ],
  ],
});
