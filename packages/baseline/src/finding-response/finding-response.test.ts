import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { someSettings } from '../testing/settings.ts';
import { FindingResponse, type FindingResponseArgs } from './finding-response.ts';
import { matchesType, ResponseActionNames, ResponseActions } from './response-actions.ts';
import { ResponseRoleName, responseNames } from './response-names.ts';
import { ResponseRole, type ResponseRoleArgs } from './response-role.ts';

const names = responseNames(someSettings());
const approver = 'arn:aws:iam::333333333333:role/Approver';
const trailArn = 'arn:aws:cloudtrail:us-east-1:111111111111:trail/audit';

const recorded = (different: Partial<FindingResponseArgs> = {}) =>
  recordProgram(() => {
    const response = new FindingResponse('response', {
      namePrefix: 'trailguard',
      responderName: names.responderName,
      logGroupName: names.responderLogGroupName,
      failureQueueName: names.failureQueueName,
      region: 'us-east-1',
      accountId: '333333333333',
      organizationId: 'o-exampleorgid',
      busName: 'trailguard-events',
      bucketName: names.incidentBucketName,
      record: names.incidentBucketName,
      kmsKeyArn: 'arn:aws:kms:us-east-1:333333333333:key/1',
      responseRoleName: ResponseRoleName,
      trailArn,
      isolationGroupName: names.isolationGroupName,
      ...different,
    });
    return { functionArn: response.functionArn, failureQueueArn: response.failureQueueArn };
  });
const functionType = 'aws:lambda/function:Function';
const all = {
  'isolate-instance': ['Backdoor:EC2/*'],
  'restart-logging': ['Stealth:IAMUser/CloudTrailLoggingDisabled'],
};

describe('FindingResponse', () => {
  it('runs one function at a time, which does nothing but record until it is told otherwise', async () => {
    const { inputsOf, outputs } = await recorded();
    const { code, environment, ...inputs } = inputsOf(functionType);
    expect(inputs).toEqual({
      region: 'us-east-1',
      name: 'trailguard-responder',
      description: 'Answers findings: records, plans, waits for approval, acts',
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      role: 'arn-of-response',
      timeout: 120,
      memorySize: 512,
      reservedConcurrentExecutions: 1,
      loggingConfig: { logFormat: 'JSON', logGroup: '/trailguard/responder' },
    });
    expect(environment).toEqual({
      variables: {
        INCIDENT_BUCKET: 'trailguard-incidents-333333333333-us-east-1',
        ALLOWED_ACTIONS: '{}',
        DRY_RUN: 'true',
        APPROVAL_HOURS: '24',
        APPROVER_ROLE_ARNS: '[]',
        RESPONSE_ROLE_NAME: 'TrailGuardResponse',
        EXTERNAL_ID: 'o-exampleorgid',
        TRAIL_ARN: trailArn,
        ISOLATION_GROUP_NAME: 'trailguard-isolation',
        RESPONDER_ROLE_ARN: 'arn:aws:iam::333333333333:role/trailguard-responder',
      },
    });
    const { 'index.mjs': file } = (await (code as { assets: unknown }).assets) as Record<
      string,
      { path: unknown }
    >;
    expect(await file?.path).toMatch(/function\/dist\/index\.mjs$/);
    expect(outputs.functionArn).toBe('arn-of-response');
  });

  it('hands the function what is allowed and who approves', async () => {
    const { inputsOf } = await recorded({ actions: all, dryRun: false, approverRoleArns: [approver] });
    expect(inputsOf(functionType).environment).toMatchObject({
      variables: {
        ALLOWED_ACTIONS: JSON.stringify(all),
        DRY_RUN: 'false',
        APPROVER_ROLE_ARNS: JSON.stringify([approver]),
      },
    });
  });

  it('has findings of high severity answered, and those with an action whatever their severity', async () => {
    const severe = { severity: [{ numeric: ['>=', 7] }] };
    const pattern = async (different: Partial<FindingResponseArgs>) =>
      JSON.parse(
        String((await recorded(different)).inputsOf('aws:cloudwatch/eventRule:EventRule').eventPattern),
      ).detail;
    expect(await pattern({})).toEqual(severe);
    expect(await pattern({ actions: all })).toEqual({
      $or: [severe, { type: [{ prefix: 'Backdoor:EC2/' }, 'Stealth:IAMUser/CloudTrailLoggingDisabled'] }],
    });
  });

  it('lets the rule and the bucket of this account alone call the function', async () => {
    const { inputsOf } = await recorded();
    const permission = 'aws:lambda/permission:Permission';
    expect(inputsOf(permission, 'response-findings')).toEqual({
      region: 'us-east-1',
      statementId: 'findings',
      action: 'lambda:InvokeFunction',
      function: 'trailguard-responder',
      principal: 'events.amazonaws.com',
      sourceArn: 'arn-of-response',
    });
    expect(inputsOf(permission, 'response-people')).toMatchObject({
      principal: 's3.amazonaws.com',
      sourceArn: 'arn:aws:s3:::trailguard-incidents-333333333333-us-east-1',
      sourceAccount: '333333333333',
    });
    expect(inputsOf('aws:s3/bucketNotification:BucketNotification').lambdaFunctions).toEqual(
      ['approvals/', 'notes/'].map((filterPrefix) => ({
        lambdaFunctionArn: 'arn-of-response',
        events: ['s3:ObjectCreated:Put'],
        filterPrefix,
      })),
    );
  });

  it('keeps what could not be answered, by the rule and by the function, and raises alarms', async () => {
    const { inputsOf } = await recorded({ alarmTopicArn: 'arn:topic' });
    expect(inputsOf('aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig')).toEqual({
      region: 'us-east-1',
      functionName: 'trailguard-responder',
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: 21_600,
      destinationConfig: { onFailure: { destination: 'arn-of-response' } },
    });
    expect(inputsOf('aws:cloudwatch/eventTarget:EventTarget').deadLetterConfig).toEqual({
      arn: 'arn-of-response',
    });
    expect(inputsOf('aws:sqs/queue:Queue')).toMatchObject({
      name: 'trailguard-failed-responses',
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: 1_209_600,
    });
    for (const kind of ['errors', 'failures']) {
      expect(inputsOf('aws:cloudwatch/metricAlarm:MetricAlarm', `response-${kind}`)).toMatchObject({
        name: `trailguard-responder-${kind}`,
        threshold: 1,
        alarmActions: ['arn:topic'],
      });
    }
  });

  it('gives the function a role that writes entries and no approvals, and takes one role of the organization', async () => {
    const { inputsOf } = await recorded();
    const { Statement } = JSON.parse(String(inputsOf('aws:iam/rolePolicy:RolePolicy').policy));
    const statement = (sid: string) => Statement.find(({ Sid }: { Sid: string }) => Sid === sid);
    // The role alone opens nothing: another function that was given it could act in every account.
    const byResponder = {
      ArnEquals: {
        'lambda:SourceFunctionArn': 'arn:aws:lambda:us-east-1:333333333333:function:trailguard-responder',
      },
    };
    const writing = Statement.filter(({ Action }: { Action: unknown }) =>
      [Action].flat().includes('s3:PutObject'),
    );
    expect(writing).toEqual([
      expect.objectContaining({
        Resource: 'arn:aws:s3:::trailguard-incidents-333333333333-us-east-1/incidents/*',
        Condition: byResponder,
      }),
    ]);
    expect(statement('TakeResponseRoles')).toMatchObject({
      Resource: 'arn:aws:iam::*:role/TrailGuardResponse',
      Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-exampleorgid' }, ...byResponder },
    });
  });

  it.each<[string, Partial<FindingResponseArgs>, string]>([
    [
      'an action that there is none of',
      { actions: { reboot: ['x'] } },
      '"reboot" is no action; there are isolate',
    ],
    [
      'an action for nothing',
      { actions: { 'restart-logging': [] } },
      'restart-logging is allowed for no type',
    ],
    ['a type that is none', { actions: { 'restart-logging': ['*'] } }, '"*" of restart-logging is no type'],
    [
      'a destructive action that nobody approves',
      { actions: { 'isolate-instance': ['Backdoor:EC2/*'] }, dryRun: false },
      'isolate-instance waits for an approval, and there are no approvers',
    ],
    [
      'more types than a pattern holds',
      {
        actions: {
          'restart-logging': Array.from(
            { length: 60 },
            (_, at) => `Stealth:IAMUser/SomeLongNameOfAType${at}`,
          ),
        },
      },
      'end types in * to have fewer',
    ],
  ])('refuses %s', async (_what, different, message) => {
    await expect(recorded(different)).rejects.toThrow(message);
  });
});

describe('ResponseRole', () => {
  const role = (different: Partial<ResponseRoleArgs> = {}) =>
    recordProgram(() => {
      const made = new ResponseRole('response', {
        roleName: ResponseRoleName,
        region: 'us-east-1',
        responderRoleArn: names.responderRoleArn,
        organizationId: 'o-exampleorgid',
        actions: ['restart-logging'],
        trailArn,
        ...different,
      });
      return { roleArn: made.roleArn };
    });

  it('is taken by the responder alone, of the organization and with its word', async () => {
    const { inputsOf } = await role();
    const { assumeRolePolicy, ...inputs } = inputsOf('aws:iam/role:Role');
    expect(inputs).toMatchObject({ name: 'TrailGuardResponse', maxSessionDuration: 3600 });
    expect(JSON.parse(String(assumeRolePolicy)).Statement).toEqual([
      {
        Sid: 'AssumeByResponder',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::333333333333:root' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: {
            'aws:PrincipalArn': 'arn:aws:iam::333333333333:role/trailguard-responder',
            'aws:PrincipalOrgID': 'o-exampleorgid',
            'sts:ExternalId': 'o-exampleorgid',
          },
        },
      },
    ]);
  });

  it('allows what each chosen action needs and nothing else, logging of the one trail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...ResponseActionNames], { minLength: 1 }), async (actions) => {
        const { inputsOf } = await role({ actions });
        const { Statement } = JSON.parse(String(inputsOf('aws:iam/rolePolicy:RolePolicy').policy)) as {
          Statement: { Action: string[]; Resource: string }[];
        };
        const wanted = actions.flatMap((action) =>
          ResponseActions[action].permissions.flatMap((one) => one.actions),
        );
        expect(Statement.flatMap(({ Action }) => Action).sort()).toEqual([...wanted].sort());
        for (const { Action, Resource } of Statement) {
          expect(Resource).toBe(Action.includes('cloudtrail:StartLogging') ? trailArn : '*');
        }
      }),
      { seed: 3, numRuns: 8 },
    );
  });

  it.each([[['reboot']], [[]]])('refuses the actions %j', async (actions) => {
    await expect(role({ actions })).rejects.toThrow('there are isolate-instance');
  });
});

describe('matchesType', () => {
  it.each([
    ['Backdoor:EC2/C&CActivity.B', ['Backdoor:EC2/*'], true],
    ['Backdoor:EC2/C&CActivity.B', ['Backdoor:EC2/C&CActivity.B'], true],
    ['Backdoor:EC2/C&CActivity.B!DNS', ['Backdoor:EC2/C&CActivity.B'], false],
    ['Backdoor:ECS/C&CActivity.B', ['Backdoor:EC2/*'], false],
    ['Backdoor:EC2/C&CActivity.B', [], false],
  ])('%s of %j: %s', (type, patterns, expected) => {
    expect(matchesType(type, patterns)).toBe(expected);
  });
});
