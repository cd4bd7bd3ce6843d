import {
  AlarmNames,
  type Subscription,
  SubscriptionProtocol,
  subscriptionFaults,
  thresholdFaults,
} from '@trailguard/baseline';
import { type Static, Type } from 'typebox';
import { exampleOf } from './fields.ts';

/** What is watched, from when on, and who is told. */
export const AlarmProperties = {
  alertSubscriptions: Type.Array(
    Type.Object(
      { protocol: Type.Enum(Object.values(SubscriptionProtocol)), endpoint: Type.String({ minLength: 1 }) },
      { additionalProperties: false },
    ),
    {
      default: [],
      description: `who is told of alarms, changes and findings, as a JSON list with protocol (${Object.values(SubscriptionProtocol).join(', ')}) and endpoint; those by e-mail confirm twice, for the management and the security account`,
      examples: ['[{"protocol":"email","endpoint":"security@example.com"}]'],
    },
  ),
  alarms: Type.Boolean({
    default: true,
    description: `whether ${AlarmNames.length} alarms watch what the trail records, about 0.10 USD each a month: true or false`,
    examples: ['false'],
  }),
  alarmThresholds: Type.Record(Type.String(), Type.Integer({ minimum: 1 }), {
    default: {},
    description: `how many events in five minutes raise an alarm, as a JSON object by its name (${AlarmNames.join(', ')}); an alarm that is left out is raised by the first event, as CIS asks, identity-center-sign-in-failures by the fifth`,
    examples: ['{"unauthorized-calls":20,"sign-in-failures":3}'],
  }),
  changeMonitor: Type.Boolean({
    default: true,
    description:
      'whether event rules in each account and region forward changes of recording and detection, Insights and findings to the security account: true or false',
    examples: ['false'],
  }),
  alertFindingSeverity: Type.Integer({
    minimum: 1,
    maximum: 10,
    default: 4,
    description:
      'the lowest severity of the GuardDuty findings that people are told of, 1 to 10; 4 is medium, 7 high, 9 critical',
    examples: ['7'],
  }),
};
const Schema = Type.Object(AlarmProperties);

/** What is right alone and wrong together; one sentence each. */
export function alarmMismatches(settings: Static<typeof Schema>): string[] {
  return [
    ...subscriptionFaults(settings.alertSubscriptions as Subscription[]).map(
      (text) =>
        `alertSubscriptions: ${text}. ${exampleOf('alertSubscriptions', AlarmProperties.alertSubscriptions)}`,
    ),
    ...thresholdFaults(settings.alarmThresholds).map(
      (text) => `alarmThresholds: ${text}. ${exampleOf('alarmThresholds', AlarmProperties.alarmThresholds)}`,
    ),
  ];
}
