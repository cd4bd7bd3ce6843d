import { DataTrail, type DataTrailArgs, EventAccess } from '@trailguard/baseline';
import { recordProgram } from '@trailguard/baseline/testing';
import { logs } from '@trailguard/sandbox/trail-selection';
import { describe, expect, it } from 'vitest';

const management = '111111111111';
const member = '444444444444';
type Trail = Parameters<typeof logs>[0];
type Event = Parameters<typeof logs>[1];

/** What the component declares, as CloudTrail keeps it. */
async function trailOf(events: Partial<DataTrailArgs>): Promise<Trail> {
  const recording = await recordProgram(
    () =>
      void new DataTrail('data', {
        trailName: 'data',
        region: 'us-east-1',
        bucketName: 'logs',
        kmsKeyArn: 'key',
        logBucketArns: ['arn:aws:s3:::logs', 'arn:aws:s3:::access-logs'],
        ...events,
      }),
  );
  const inputs = recording.inputsOf('aws:cloudtrail/trail:Trail');
  type Field = { field: string; equals?: string[]; startsWiths?: string[]; notStartsWiths?: string[] };
  return {
    accountId: management,
    homeRegion: 'us-east-1',
    isMultiRegion: inputs.isMultiRegionTrail,
    isOrganization: inputs.isOrganizationTrail,
    includeGlobalServiceEvents: inputs.includeGlobalServiceEvents,
    advancedEventSelectors: (inputs.advancedEventSelectors as { fieldSelectors: Field[] }[]).map(
      ({ fieldSelectors }) => ({
        FieldSelectors: fieldSelectors.map(({ field, equals, startsWiths, notStartsWiths }) => ({
          Field: field,
          Equals: equals,
          StartsWith: startsWiths,
          NotStartsWith: notStartsWiths,
        })),
      }),
    ),
  } as unknown as Trail;
}

const event = (eventCategory: string, readOnly: boolean, more: object, awsRegion = 'eu-west-1') =>
  ({
    eventCategory,
    readOnly,
    managementEvent: eventCategory === 'Management',
    awsRegion,
    recipientAccountId: member,
    userIdentity: {},
    ...more,
  }) as unknown as Event;
const onResource = (type: string, ARN: string, readOnly = false) =>
  event('Data', readOnly, { resources: [{ type, ARN }] });
const object = (path: string, readOnly = false) =>
  onResource('AWS::S3::Object', `arn:aws:s3:::${path}`, readOnly);
const table = (name: string) =>
  onResource('AWS::DynamoDB::Table', `arn:aws:dynamodb:eu-west-1:${member}:table/${name}`);
const invocation = (name: string) =>
  onResource('AWS::Lambda::Function', `arn:aws:lambda:eu-west-1:${member}:function:${name}`);
const throughEndpoint = (eventSource: string, more: object = {}) =>
  event('NetworkActivity', true, { eventSource, ...more });
const createUser = event('Management', false, { eventSource: 'iam.amazonaws.com' }, 'us-east-1');

const recorded = async (events: Partial<DataTrailArgs>, happened: Event) =>
  logs(await trailOf(events), happened, new Set([management, member])) ? 'recorded' : 'not recorded';

describe('of all buckets', () => {
  it.each([
    ['a write to any bucket', object('payments/order.json'), 'recorded'],
    ['a read of any bucket', object('payments/order.json', true), 'recorded'],
    ['a delivery of log files', object('logs/AWSLogs/o-1/444444444444/CloudTrail/f.json.gz'), 'not recorded'],
    ['a delivery of access logs', object('access-logs/logs/1'), 'not recorded'],
    ['a write to a bucket whose name begins alike', object('logs-of-payments/1'), 'recorded'],
    ['an invocation', invocation('pay'), 'not recorded'],
    ['a management event', createUser, 'not recorded'],
  ])('%s', async (_what, happened, verdict) => {
    expect(await recorded({ s3: {} }, happened)).toBe(verdict);
  });
});

describe('of chosen buckets and writes', () => {
  const s3 = { access: EventAccess.Writes, arns: ['arn:aws:s3:::payments', 'arn:aws:s3:::orders/2026/'] };
  it.each([
    ['a write to the bucket', object('payments/a'), 'recorded'],
    ['a read of it', object('payments/a', true), 'not recorded'],
    ['a write to a bucket whose name begins alike', object('payments-test/a'), 'not recorded'],
    ['a write to the keys', object('orders/2026/a'), 'recorded'],
    ['a write to other keys of that bucket', object('orders/2025/a'), 'not recorded'],
  ])('%s', async (_what, happened, verdict) => {
    expect(await recorded({ s3 }, happened)).toBe(verdict);
  });
});

describe('of tables, functions and endpoints', () => {
  const events: Partial<DataTrailArgs> = {
    dynamodb: { arns: [`arn:aws:dynamodb:eu-west-1:${member}:table/payments`] },
    lambda: { arns: [`arn:aws:lambda:eu-west-1:${member}:function:pay-*`] },
    networkActivity: [
      { eventSource: 'kms.amazonaws.com', deniedOnly: true },
      { eventSource: 's3.amazonaws.com', vpcEndpointIds: ['vpce-0123456789abcdef0'] },
    ],
  };
  it.each([
    ['an item of the table', table('payments'), 'recorded'],
    ['an item of a table whose name begins alike', table('payments-test'), 'not recorded'],
    ['a function whose name begins so', invocation('pay-out'), 'recorded'],
    ['another function', invocation('refund'), 'not recorded'],
    ['a refused call', throughEndpoint('kms.amazonaws.com', { errorCode: 'VpceAccessDenied' }), 'recorded'],
    ['a call that was let through', throughEndpoint('kms.amazonaws.com'), 'not recorded'],
    [
      'a call through the endpoint',
      throughEndpoint('s3.amazonaws.com', { vpcEndpointId: 'vpce-0123456789abcdef0' }),
      'recorded',
    ],
    [
      'a call through another endpoint',
      throughEndpoint('s3.amazonaws.com', { vpcEndpointId: 'vpce-1' }),
      'not recorded',
    ],
    ['a call to another service', throughEndpoint('ec2.amazonaws.com'), 'not recorded'],
    ['an object', object('payments/a'), 'not recorded'],
  ])('%s', async (_what, happened, verdict) => {
    expect(await recorded(events, happened)).toBe(verdict);
  });
});
