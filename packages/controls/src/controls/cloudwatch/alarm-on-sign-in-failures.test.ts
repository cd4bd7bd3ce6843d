import { describeEventAlarm } from '../../../test/describe-event-alarm.ts';
import control from './alarm-on-sign-in-failures.ts';

describeEventAlarm(control as never, {
  known: [
    '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    '{ $.errorMessage = "Failed*" }',
  ],
  narrower: [
    [
      '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") && ($.userIdentity.type = "Root") }',
      'eventName = ConsoleLogin',
    ],
    [
      '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "failed authentication") }',
      'errorMessage = Failed authentication',
    ],
  ],
});
