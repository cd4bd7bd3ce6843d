import {
  DeliveryKey,
  LogStream,
  NotificationTopic,
  organizationNames,
  SubscriptionProtocol,
} from '@trailguard/baseline';
import { recordProgram } from '@trailguard/baseline/testing';
import { type AuthorizationRequest, evaluate } from '@trailguard/sandbox/iam';
import { program as logArchive } from '@trailguard/stacks/log-archive';
import { beforeAll, describe, expect, it } from 'vitest';

const management = '111111111111';
const archive = '222222222222';
const outside = '555555555555';
const trail = (name: string, account = management) => `arn:aws:cloudtrail:us-east-1:${account}:trail/${name}`;
const ours = trail('trailguard-organization');
const data = trail('trailguard-data');
const own = `arn:aws:cloudtrail:eu-west-1:${outside}:trail/trailguard-account`;
const topic = `arn:aws:sns:us-east-1:${management}:trailguard-log-delivery`;
const bucket = `arn:aws:s3:::trailguard-logs-${archive}-us-east-1`;
const group = `arn:aws:logs:us-east-1:${management}:log-group:/trailguard/organization-trail`;
const failures = `arn:aws:logs:us-east-1:${management}:log-group:sns/us-east-1/${management}/trailguard-log-delivery/Failure`;

let policies: Record<
  'topic' | 'deliveryKey' | 'bucket' | 'logKey' | 'logsRole' | 'logsTrust' | 'failuresRole',
  string
>;

const all = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

beforeAll(async () => {
  const settings = {
    organizationId: 'o-exampleorgid',
    managementAccountId: management,
    logArchiveAccountId: archive,
    securityAccountId: '333333333333',
    homeRegion: 'us-east-1',
    regions: '["us-east-1"]',
    dataEvents: '{"s3":{}}',
    furtherTrailArns: JSON.stringify([own]),
  };
  const options = {
    config: Object.fromEntries(Object.entries(settings).map(([key, value]) => [`trailguard:${key}`, value])),
    calls: {
      'aws:index/getRegions:getRegions': () => ({ names: ['us-east-1'] }),
      'aws:index/getCallerIdentity:getCallerIdentity': () => ({
        arn: `arn:aws:sts::${archive}:assumed-role/OrganizationAccountAccessRole/test`,
      }),
    },
  };
  const names = organizationNames({
    ...settings,
    namePrefix: 'trailguard',
    breakGlassRoleName: 'TrailGuardBreakGlass',
  });
  const region = settings.homeRegion;
  const { topicName, topicArn, trailArn, logGroupArn, logGroupName } = names;
  const first = await recordProgram(() => {
    const endpoint = `arn:aws:sqs:us-east-1:${management}:files`;
    const subscriptions = [{ protocol: SubscriptionProtocol.Sqs, endpoint }];
    const at = { region, kmsKeyArn: 'key' };
    new DeliveryKey('log-delivery', {
      region,
      accountId: management,
      alias: names.deliveryKeyAlias,
      trailArn,
      logGroupArn,
    });
    new NotificationTopic('log-delivery', { ...at, topicName, topicArn, trailArn, subscriptions });
    new LogStream('log-delivery', {
      ...at,
      logGroupName,
      logGroupArn,
      roleName: names.logDeliveryRoleName,
      accountId: management,
      organizationId: settings.organizationId,
    });
  });
  const second = await recordProgram(logArchive, options);
  policies = {
    topic: String(first.inputsOf('aws:sns/topicPolicy:TopicPolicy', 'log-delivery').policy),
    deliveryKey: String(first.inputsOf('aws:kms/key:Key', 'log-delivery').policy),
    logsRole: String(first.inputsOf('aws:iam/rolePolicy:RolePolicy', 'log-delivery').policy),
    logsTrust: String(first.inputsOf('aws:iam/role:Role', 'log-delivery').assumeRolePolicy),
    failuresRole: String(first.inputsOf('aws:iam/rolePolicy:RolePolicy', 'log-delivery-failures').policy),
    bucket: String(second.inputsOf('aws:s3/bucketPolicy:BucketPolicy', 'logs').policy),
    logKey: String(second.inputsOf('aws:kms/key:Key', 'logs').policy),
  };
});

type Principal = AuthorizationRequest['principal'];
const service = (name: string): Principal => ({ kind: 'service', arn: name, service: name, accountId: '' });
const roleOf = (accountId: string): Principal => ({
  kind: 'role',
  arn: `arn:aws:iam::${accountId}:role/Administrator`,
  sessionArn: `arn:aws:sts::${accountId}:assumed-role/Administrator/session`,
  accountId,
});
const cloudTrail = service('cloudtrail.amazonaws.com');

/** Whether the policy of a resource, and for people their own, lets somebody do something. */
function may(
  principal: Principal,
  action: string,
  resource: string,
  policy: string,
  context: Record<string, string> = {},
): 'may' | 'may not' {
  const values = Object.entries({ 'aws:securetransport': 'true', ...context });
  const request: AuthorizationRequest = {
    principal,
    action,
    resource,
    resourceAccountId: resource.startsWith('arn:aws:sns') ? management : archive,
    context: Object.fromEntries(values.map(([key, value]) => [key, [value]])),
  };
  const { allowed } = evaluate(request, {
    identity: principal.kind === 'service' ? [] : [all],
    resource: policy,
    serviceControl: [],
    resourceControl: [],
    blockPublicAccess: { restrictPublicBuckets: true },
  });
  return allowed ? 'may' : 'may not';
}

describe('the topic', () => {
  it.each<[string, Principal, string, Record<string, string>, 'may' | 'may not']>([
    ['our trail', cloudTrail, 'sns:Publish', { 'aws:sourcearn': ours }, 'may'],
    [
      'our trail without TLS',
      cloudTrail,
      'sns:Publish',
      { 'aws:sourcearn': ours, 'aws:securetransport': 'false' },
      'may not',
    ],
    ['another trail of ours', cloudTrail, 'sns:Publish', { 'aws:sourcearn': trail('other') }, 'may not'],
    [
      'a trail of a stranger',
      cloudTrail,
      'sns:Publish',
      { 'aws:sourcearn': trail('trailguard-organization', '999999999999') },
      'may not',
    ],
    ['CloudTrail for nobody', cloudTrail, 'sns:Publish', {}, 'may not'],
    ['another service', service('s3.amazonaws.com'), 'sns:Publish', { 'aws:sourcearn': ours }, 'may not'],
    ['a stranger who publishes', roleOf('999999999999'), 'sns:Publish', {}, 'may not'],
    ['a stranger who subscribes', roleOf('999999999999'), 'sns:Subscribe', {}, 'may not'],
    ['an administrator of its account', roleOf(management), 'sns:Subscribe', {}, 'may'],
  ])('%s', (_who, principal, action, context, verdict) => {
    expect(may(principal, action, topic, policies.topic, context)).toBe(verdict);
  });
});

describe('the key of notices', () => {
  const key = `arn:aws:kms:us-east-1:${archive}:key/notices`;
  it.each([
    ['our trail', ours, 'may'],
    ['another trail of ours', trail('other'), 'may not'],
  ])('%s', (_who, arn, verdict) => {
    for (const action of ['kms:GenerateDataKey', 'kms:Decrypt'])
      expect(may(cloudTrail, action, key, policies.deliveryKey, { 'aws:sourcearn': arn })).toBe(verdict);
  });
});

describe('the bucket of log files', () => {
  const put = (arn: string, path: string) =>
    may(cloudTrail, 's3:PutObject', `${bucket}/${path}/file.json.gz`, policies.bucket, {
      'aws:sourcearn': arn,
      's3:x-amz-acl': 'bucket-owner-full-control',
      's3:x-amz-server-side-encryption': 'aws:kms',
      's3:x-amz-server-side-encryption-aws-kms-key-id': `arn:aws:kms:us-east-1:${archive}:key/1`,
      'aws:principalisawsservice': 'true',
    });
  it.each([
    ['the trail of data events, for the organization', data, 'AWSLogs/o-exampleorgid', 'may'],
    ['the trail of data events, for its account', data, `AWSLogs/${management}`, 'may'],
    ['the trail of data events, anywhere else', data, 'data', 'may not'],
    ['the trail of data events, for an account outside', data, `AWSLogs/${outside}`, 'may not'],
    ['the trail of an account, for itself', own, `AWSLogs/${outside}`, 'may'],
    ['the trail of an account, for the organization', own, 'AWSLogs/o-exampleorgid', 'may not'],
    ['the trail of an account, for another', own, `AWSLogs/${management}`, 'may not'],
    ['another trail of that account', `${own}-2`, `AWSLogs/${outside}`, 'may not'],
  ])('%s', (_what, arn, path, verdict) => {
    expect(put(arn, path)).toBe(verdict);
  });
});

describe('the key of log files', () => {
  const encrypt = (arn: string, contextArn = arn) =>
    may(cloudTrail, 'kms:GenerateDataKey', `arn:aws:kms:us-east-1:${archive}:key/1`, policies.logKey, {
      'aws:sourcearn': arn,
      'kms:encryptioncontext:aws:cloudtrail:arn': contextArn,
    });
  it('encrypts for the trails that the bucket admits, each for its own account', () => {
    expect([encrypt(data), encrypt(own), encrypt(own, data), encrypt(trail('other'))]).toEqual([
      'may',
      'may',
      'may not',
      'may not',
    ]);
  });
});

describe('the roles of deliveries', () => {
  const allowed = (policy: string, action: string, resource: string) =>
    evaluate(
      {
        principal: roleOf(management),
        action,
        resource,
        resourceAccountId: management,
        context: {},
      },
      { identity: [policy], serviceControl: [], resourceControl: [] },
    ).allowed;

  it.each([
    ['logs:PutLogEvents', `${group}:log-stream:${management}_CloudTrail_us-east-1`, true],
    ['logs:CreateLogStream', `${group}:log-stream:o-exampleorgid_444444444444_CloudTrail_us-east-1`, true],
    ['logs:PutLogEvents', `${group}:log-stream:other`, false],
    ['logs:PutLogEvents', `${group}-2:log-stream:${management}_CloudTrail_us-east-1`, false],
    ['logs:DeleteLogStream', `${group}:log-stream:${management}_CloudTrail_us-east-1`, false],
    ['logs:PutRetentionPolicy', group, false],
    ['s3:GetObject', `${bucket}/AWSLogs/file`, false],
  ])('CloudTrail: %s on %s: %s', (action, resource, verdict) => {
    expect(allowed(policies.logsRole, action, resource)).toBe(verdict);
  });

  it.each([
    ['logs:PutLogEvents', `${failures}:log-stream:1`, true],
    ['logs:PutLogEvents', `${group}:log-stream:o-exampleorgid_1`, false],
    ['logs:CreateLogGroup', failures, false],
  ])('SNS: %s on %s: %s', (action, resource, verdict) => {
    expect(allowed(policies.failuresRole, action, resource)).toBe(verdict);
  });

  it('CloudTrail alone takes its role', () => {
    const take = (principal: Principal) =>
      may(
        principal,
        'sts:AssumeRole',
        `arn:aws:iam::${archive}:role/trailguard-log-delivery`,
        policies.logsTrust,
      );
    expect([take(cloudTrail), take(service('sns.amazonaws.com')), take(roleOf('999999999999'))]).toEqual([
      'may',
      'may not',
      'may not',
    ]);
  });
});
