import { describeEventAlarm } from '../../../test/describe-event-alarm.ts';
import control from './alarm-on-sign-in-without-mfa.ts';

describeEventAlarm(control as never, {
  known: [
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  ],
  narrower: [
    ['{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed = "Yes") }', 'MFAUsed = No'],
    [
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "Root") }',
      'userIdentity.type = IAMUser',
    ],
  ],
});
