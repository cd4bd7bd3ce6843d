import { describeEventAlarm } from '../../../test/describe-event-alarm.ts';
import control from './alarm-on-root-use.ts';

describeEventAlarm(control as never, {
  known: [
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    '{ $.userIdentity.type = Root }',
  ],
  narrower: [
    ['{ $.userIdentity.type = "Root" && $.eventName = "ConsoleLogin" }', 'eventName = …'],
    ['{ $.userIdentity.type = "root" }', 'userIdentity.type = Root'],
  ],
});
