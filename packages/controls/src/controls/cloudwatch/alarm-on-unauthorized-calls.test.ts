import { describeEventAlarm } from '../../../test/describe-event-alarm.ts';
import control from './alarm-on-unauthorized-calls.ts';

describeEventAlarm(control as never, {
  known: [
    '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
    '{ ($.errorCode ="*UnauthorizedOperation") || ($.errorCode ="AccessDenied*") && ($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket") }',
  ],
  narrower: [
    ['{ $.errorCode = "AccessDenied*" }', 'errorCode = UnauthorizedOperation'],
    [
      '{ ($.errorCode = "UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
      'errorCode = …UnauthorizedOperation',
    ],
    [
      '{ ($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied") }',
      'errorCode = AccessDenied…',
    ],
  ],
});
