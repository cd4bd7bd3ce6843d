import * as aws from '@pulumi/aws';
import { type Entry, guiltyOf, type Mistake } from '../entry.ts';
import { alarmOf } from '../parts/alarm.ts';
import { alertTopic, watchedTrail } from '../parts/watched-trail.ts';

interface Differing {
  readonly filter?: Partial<aws.cloudwatch.LogMetricFilterArgs>;
  readonly alarm?: Partial<aws.cloudwatch.MetricAlarmArgs>;
  /** Whether the alarm tells the topic. Default: yes. */
  readonly isTold?: boolean;
}

/** A metric filter on the trail's log group, and an alarm on its metric that tells a topic. */
const alarmOn =
  (pattern: string, { filter = {}, alarm = {}, isTold = true }: Differing = {}) =>
  () => {
    const group = watchedTrail();
    const topic = alertTopic();
    new aws.cloudwatch.LogMetricFilter('filter', {
      logGroupName: group.name,
      pattern,
      metricTransformation: { name: 'Watched', namespace: 'Security', value: '1' },
      ...filter,
    });
    alarmOf('alarm', 'Watched', {
      treatMissingData: 'notBreaching',
      ...(isTold ? { alarmActions: [topic.arn] } : {}),
      ...alarm,
    });
  };

/** `{ ($.eventName = A) || ($.eventName = B) }`, of one service where it is named. */
const calls = (names: readonly string[], service?: string) => {
  const any = names.map((name) => `($.eventName = ${name})`).join(' || ');
  return service === undefined ? `{ ${any} }` : `{ ($.eventSource = ${service}.amazonaws.com) && (${any}) }`;
};

/** An alarm whose pattern forgets the last of the calls, and one that tells nobody. */
function ofCalls(controlId: string, names: readonly string[], service?: string): Entry {
  const mended = alarmOn(calls(names, service));
  return guiltyOf(
    controlId,
    {
      mistake: `forgets ${names.at(-1)} in the pattern`,
      blames: 'filter',
      broken: alarmOn(calls(names.slice(0, -1), service)),
      mended,
    },
    {
      mistake: 'tells nobody of the alarm',
      blames: 'alarm',
      broken: alarmOn(calls(names, service), { isTold: false }),
      mended,
    },
  );
}

/** @param patterns a mistake with its pattern, and what it blames: the trail, where no filter takes such events in */
function ofPattern(
  controlId: string,
  good: string,
  ...patterns: readonly [mistake: string, bad: string, blames: 'filter' | 'audit'][]
): Entry {
  const mended = alarmOn(good);
  return guiltyOf(
    controlId,
    ...patterns.map(([mistake, bad, blames]): Mistake => ({ mistake, blames, broken: alarmOn(bad), mended })),
  );
}

const root =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';
const mended = alarmOn(root);

const changesOf = (what: string, verbs: readonly string[]) => verbs.map((verb) => `${verb}${what}`);

export default [
  guiltyOf(
    'CW-01',
    {
      mistake: 'watches what IAM users do in place of the root user',
      blames: 'audit',
      broken: alarmOn('{ $.userIdentity.type = "IAMUser" }'),
      mended,
    },
    {
      mistake: 'watches another log group than the trail writes',
      blames: 'audit',
      broken: alarmOn(root, { filter: { logGroupName: '/acme/other' } }),
      mended,
    },
    {
      mistake: 'misspells the metric in the alarm',
      blames: 'filter',
      broken: alarmOn(root, { alarm: { metricName: 'RootUse' } }),
      mended,
    },
    {
      mistake: 'goes off after five uses',
      blames: 'alarm',
      broken: alarmOn(root, { alarm: { threshold: 5 } }),
      mended,
    },
    {
      mistake: 'goes off when nothing happens',
      blames: 'alarm',
      broken: alarmOn(root, { alarm: { comparisonOperator: 'LessThanThreshold' } }),
      mended,
    },
    {
      mistake: 'tells nobody of the alarm',
      blames: 'alarm',
      broken: alarmOn(root, { isTold: false }),
      mended,
    },
    {
      mistake: 'disables the actions of the alarm',
      blames: 'alarm',
      broken: alarmOn(root, { alarm: { actionsEnabled: false } }),
      mended,
    },
    {
      mistake: 'counts nothing in the metric',
      blames: 'alarm',
      broken: alarmOn(root, {
        filter: { metricTransformation: { name: 'Watched', namespace: 'Security', value: '0' } },
      }),
      mended,
    },
  ),
  ofPattern(
    'CW-02',
    '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
    ['forgets calls of EC2', '{ $.errorCode = "AccessDenied*" }', 'filter'],
    [
      'names the errors without a wildcard',
      '{ ($.errorCode = "UnauthorizedOperation") || ($.errorCode = "AccessDenied") }',
      'filter',
    ],
  ),
  ofPattern(
    'CW-03',
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    [
      'looks for sign-ins with MFA',
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed = "Yes") }',
      'audit',
    ],
    [
      'looks for one user',
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.userName = "alice") }',
      'filter',
    ],
  ),
  ofCalls(
    'CW-04',
    [
      ...['DeleteGroupPolicy', 'DeleteRolePolicy', 'DeleteUserPolicy', 'PutGroupPolicy', 'PutRolePolicy'],
      ...['PutUserPolicy', 'CreatePolicy', 'DeletePolicy', 'CreatePolicyVersion', 'DeletePolicyVersion'],
      ...['AttachRolePolicy', 'DetachRolePolicy', 'AttachUserPolicy', 'DetachUserPolicy'],
      ...['AttachGroupPolicy', 'DetachGroupPolicy'],
    ],
    'iam',
  ),
  ofCalls('CW-05', ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging']),
  ofPattern(
    'CW-06',
    '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    [
      'looks for another message',
      '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Authentication failed") }',
      'audit',
    ],
    [
      'looks for sign-ins that succeed',
      '{ ($.eventName = ConsoleLogin) && ($.errorMessage NOT EXISTS) }',
      'audit',
    ],
  ),
  ofCalls('CW-07', ['DisableKey', 'ScheduleKeyDeletion'], 'kms'),
  ofCalls(
    'CW-08',
    [
      ...['PutBucketAcl', 'PutBucketPolicy', 'PutBucketCors', 'PutBucketLifecycle', 'PutBucketReplication'],
      ...['DeleteBucketPolicy', 'DeleteBucketCors', 'DeleteBucketLifecycle', 'DeleteBucketReplication'],
    ],
    's3',
  ),
  ofCalls(
    'CW-09',
    [
      ...['StopConfigurationRecorder', 'DeleteDeliveryChannel', 'PutDeliveryChannel'],
      'PutConfigurationRecorder',
    ],
    'config',
  ),
  ofCalls('CW-10', [
    ...changesOf('SecurityGroupIngress', ['Authorize', 'Revoke']),
    ...changesOf('SecurityGroupEgress', ['Authorize', 'Revoke']),
    ...changesOf('SecurityGroup', ['Create', 'Delete']),
  ]),
  ofCalls('CW-11', [
    ...changesOf('NetworkAcl', ['Create', 'Delete']),
    ...changesOf('NetworkAclEntry', ['Create', 'Delete', 'Replace']),
    'ReplaceNetworkAclAssociation',
  ]),
  ofCalls('CW-12', [
    ...changesOf('CustomerGateway', ['Create', 'Delete']),
    ...changesOf('InternetGateway', ['Attach', 'Create', 'Delete', 'Detach']),
  ]),
  ofCalls(
    'CW-13',
    [
      ...['CreateRoute', 'CreateRouteTable', 'ReplaceRoute', 'ReplaceRouteTableAssociation'],
      ...['DeleteRouteTable', 'DeleteRoute', 'DisassociateRouteTable'],
    ],
    'ec2',
  ),
  ofCalls('CW-14', [
    ...['AttachClassicLinkVpc', 'DetachClassicLinkVpc', 'DisableVpcClassicLink', 'EnableVpcClassicLink'],
    ...changesOf('VpcPeeringConnection', ['Accept', 'Create', 'Delete', 'Reject']),
    ...['CreateVpc', 'ModifyVpcAttribute', 'DeleteVpc'],
  ]),
  ofCalls(
    'CW-15',
    [
      ...['AcceptHandshake', 'AttachPolicy', 'CancelHandshake', 'CreateAccount', 'CreateOrganization'],
      ...['CreateOrganizationalUnit', 'CreatePolicy', 'DeclineHandshake', 'DeleteOrganization'],
      ...['DeleteOrganizationalUnit', 'DeletePolicy', 'DetachPolicy', 'DisablePolicyType'],
      ...['EnableAllFeatures', 'EnablePolicyType', 'InviteAccountToOrganization', 'LeaveOrganization'],
      ...['MoveAccount', 'RemoveAccountFromOrganization', 'UpdateOrganizationalUnit', 'UpdatePolicy'],
    ],
    'organizations',
  ),
];
