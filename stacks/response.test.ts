import { recordProgram } from '@trailguard/baseline/testing';
import { describe, expect, it } from 'vitest';
import { program as account } from './account/program.ts';
import { program as logArchive } from './log-archive/program.ts';
import { program as organization } from './organization/program.ts';
import { program as security } from './security/program.ts';
import { accountConfig } from './testing/config.ts';

const programs = { account, logArchive, organization, security };
const approver = 'arn:aws:iam::333333333333:role/Approver';
const actions = {
  'block-public-access': ['Policy:S3/*'],
  'restart-logging': ['Stealth:IAMUser/CloudTrailLoggingDisabled'],
};
const on = { findingResponse: 'true', responseActions: JSON.stringify(actions) };
const live = { ...on, responseDryRun: 'false', responseApproverRoleArns: JSON.stringify([approver]) };

const recorded = (name: keyof typeof programs, different: Record<string, string> = {}) =>
  recordProgram(programs[name], {
    config: accountConfig(different),
    calls: {
      'aws:index/getRegions:getRegions': () => ({ names: ['us-east-1'] }),
      'aws:kms/getKey:getKey': () => ({ arn: 'arn:aws:kms:us-east-1:222222222222:key/looked-up' }),
      'aws:guardduty/getDetector:getDetector': ({ region }) => ({ id: `detector-${region}` }),
      'aws:organizations/getOrganization:getOrganization': () => ({
        awsServiceAccessPrincipals: [],
        enabledPolicyTypes: [],
        roots: [{ id: 'r-ab12' }],
      }),
      'aws:index/getCallerIdentity:getCallerIdentity': () => ({
        arn: 'arn:aws:sts::222222222222:assumed-role/OrganizationAccountAccessRole/job',
      }),
    },
  });
type Recorded = Awaited<ReturnType<typeof recorded>>;

const actionsOf = ({ resources }: Recorded) =>
  resources
    .filter(
      ({ type, parent }) => type === 'aws:iam/rolePolicy:RolePolicy' && parent.startsWith('ResponseRole'),
    )
    .flatMap(({ inputs }) =>
      (JSON.parse(String(inputs.policy)).Statement as { Action: string[] }[]).flatMap(({ Action }) => Action),
    )
    .sort();

describe('the response to findings', () => {
  it('is off in every stack until it is asked for', async () => {
    for (const name of ['account', 'logArchive', 'organization', 'security'] as const) {
      const { resources } = await recorded(name);
      const types = resources.map(({ type }) => type);
      expect(types.filter((type) => /FindingResponse|IncidentRecord|ResponseRole|lambda/.test(type))).toEqual(
        [],
      );
    }
  });

  it('is a dry run at first, for which no account admits the responder', async () => {
    for (const name of ['account', 'logArchive', 'organization'] as const) {
      expect(actionsOf(await recorded(name, on))).toEqual([]);
    }
    const watched = await recorded('security', on);
    expect(actionsOf(watched)).toEqual([]);
    expect(watched.inputsOf('aws:lambda/function:Function').environment).toMatchObject({
      variables: { DRY_RUN: 'true', ALLOWED_ACTIONS: JSON.stringify(actions) },
    });
    expect(watched.outputs).toMatchObject({
      incidentBucketName: 'trailguard-incidents-333333333333-us-east-1',
      responderArn: 'arn-of-response',
    });
  });

  it('admits the responder in each account for what is allowed there, the trail in the management account alone', async () => {
    const bucketActions = ['s3:GetBucketPublicAccessBlock', 's3:PutBucketPublicAccessBlock'];
    for (const name of ['account', 'logArchive', 'security'] as const) {
      expect(actionsOf(await recorded(name, live)), name).toEqual(bucketActions);
    }
    const management = await recorded('organization', live);
    expect(actionsOf(management)).toEqual(['cloudtrail:GetTrailStatus', 'cloudtrail:StartLogging']);
  });

  it('has findings with an action forwarded whatever their severity, and tells of what it could not do', async () => {
    const { inputsOf, find } = await recorded('security', on);
    const forwarded = inputsOf('aws:cloudwatch/eventRule:EventRule', 'changes-findings-us-east-1');
    expect(JSON.parse(String(forwarded.eventPattern)).detail.$or[1]).toEqual({
      type: [{ prefix: 'Policy:S3/' }, 'Stealth:IAMUser/CloudTrailLoggingDisabled'],
    });
    expect(inputsOf('aws:cloudwatch/metricAlarm:MetricAlarm', 'response-failures').alarmActions).toEqual([
      'arn-of-alerts',
    ]);
    expect(JSON.stringify(find('aws:sns/topicPolicy:TopicPolicy').inputs)).toContain(
      'cloudwatch.amazonaws.com',
    );
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'actions without the response',
      { responseActions: on.responseActions },
      'findingResponse: responseActions is set',
    ],
    [
      'a response without what brings findings',
      { ...on, changeMonitor: 'false' },
      'findingResponse: changeMonitor is false',
    ],
    [
      'findings that do not arrive',
      { ...on, responseFindingSeverity: '3' },
      'responseFindingSeverity: it is 3, and findings below alertFindingSeverity (4) do not arrive',
    ],
    [
      'a destructive action without approvers',
      { ...on, responseDryRun: 'false', responseActions: '{"isolate-instance":["Backdoor:EC2/*"]}' },
      'responseApproverRoleArns: isolate-instance waits for an approval, and there are no approvers',
    ],
    [
      'an action that there is none of',
      { ...on, responseActions: '{"reboot":["x"]}' },
      'responseActions: "reboot" is no action',
    ],
    [
      'a responder that approves',
      { ...live, responseApproverRoleArns: '["arn:aws:iam::333333333333:role/trailguard-responder"]' },
      'carries actions out and must not approve them',
    ],
  ])('refuses %s', async (_what, different, message) => {
    await expect(recorded('organization', different)).rejects.toThrow(message);
  });
});
