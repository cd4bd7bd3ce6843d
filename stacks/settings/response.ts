import { ResponseActionNames, responseFaults, responseNames } from '@trailguard/baseline';
import { type Static, Type } from 'typebox';
import { exampleOf, roles } from './fields.ts';
import type { OrganizationStackSettings } from './settings.ts';

/** What is done about findings, and who agrees. */
export const ResponseProperties = {
  findingResponse: Type.Boolean({
    default: false,
    description:
      'whether findings are recorded as incidents and answered by a function of the security account: true or false',
    examples: ['true'],
  }),
  responseActions: Type.Record(Type.String(), Type.Array(Type.String()), {
    default: {},
    description: `which actions are allowed for which types of findings, as a JSON object by the action (${ResponseActionNames.join(', ')}); a type may end in *`,
    examples: ['{"restart-logging":["Stealth:IAMUser/CloudTrailLoggingDisabled"]}'],
  }),
  responseDryRun: Type.Boolean({
    default: true,
    description: 'whether it is only recorded what would be done: true or false',
    examples: ['false'],
  }),
  responseApproverRoleArns: roles(
    'that may approve destructive actions, read the record of incidents and write notes',
  ),
  incidentReaderRoleArns: roles('that may read the record of incidents and write notes'),
  responseApprovalHours: Type.Integer({
    minimum: 1,
    maximum: 720,
    default: 24,
    description: 'for how many hours a destructive action may be approved, 1 to 720',
    examples: ['4'],
  }),
  responseFindingSeverity: Type.Integer({
    minimum: 1,
    maximum: 10,
    default: 7,
    description:
      'the lowest severity of the findings that are recorded although no action is allowed for them, 1 to 10; at least alertFindingSeverity, as others do not arrive',
    examples: ['4'],
  }),
  incidentLockDays: Type.Integer({
    minimum: 1,
    maximum: 36_500,
    default: 2555,
    description: 'how long each entry of the record of incidents is locked, in days',
    examples: ['365'],
  }),
};
const Schema = Type.Object(ResponseProperties);
type ResponseStackSettings = Static<typeof Schema>;

/** What is right alone and wrong together; one sentence each. */
export function responseMismatches(settings: OrganizationStackSettings): string[] {
  const { findingResponse, responseActions: actions, responseApproverRoleArns: approverRoleArns } = settings;
  const fault = (key: keyof ResponseStackSettings, text: string) =>
    `${key}: ${text}. ${exampleOf(key, ResponseProperties[key])}`;
  if (!findingResponse) {
    return Object.keys(actions).length > 0
      ? [
          fault(
            'findingResponse',
            'responseActions is set, and no finding is answered without findingResponse',
          ),
        ]
      : [];
  }
  const { responseDryRun: dryRun, responseFindingSeverity: minimumSeverity } = settings;
  const { responderRoleArn } = responseNames(settings);
  return [
    ...responseFaults({ actions, dryRun, approverRoleArns, minimumSeverity }).map((text) =>
      fault(text.includes('approve') ? 'responseApproverRoleArns' : 'responseActions', text),
    ),
    ...(settings.changeMonitor
      ? []
      : [fault('findingResponse', 'changeMonitor is false, and without it no finding arrives')]),
    ...(minimumSeverity >= settings.alertFindingSeverity
      ? []
      : [
          fault(
            'responseFindingSeverity',
            `it is ${minimumSeverity}, and findings below alertFindingSeverity (${settings.alertFindingSeverity}) do not arrive`,
          ),
        ]),
    ...(approverRoleArns.includes(responderRoleArn)
      ? [
          fault(
            'responseApproverRoleArns',
            `${responderRoleArn} carries actions out and must not approve them`,
          ),
        ]
      : []),
  ];
}
