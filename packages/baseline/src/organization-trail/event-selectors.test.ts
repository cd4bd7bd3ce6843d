import { describe, expect, it } from 'vitest';
import { dataSelectors, EventAccess, type RecordedEvents, selectorFaults } from './event-selectors.ts';

const logs = ['arn:aws:s3:::logs', 'arn:aws:s3:::access-logs'];
const fieldsOf = (events: RecordedEvents) =>
  dataSelectors(events, logs).map(({ fieldSelectors }) =>
    Object.fromEntries(fieldSelectors.map(({ field, ...condition }) => [field, condition])),
  );
const data = (type: string) => ({
  eventCategory: { equals: ['Data'] },
  'resources.type': { equals: [type] },
});

describe('dataSelectors', () => {
  it('takes all buckets but those of log files', () => {
    expect(fieldsOf({ s3: {} })).toEqual([
      {
        ...data('AWS::S3::Object'),
        'resources.ARN': { notStartsWiths: ['arn:aws:s3:::logs/', 'arn:aws:s3:::access-logs/'] },
      },
    ]);
  });

  it.each([
    ['a bucket, not those whose name begins alike', 'arn:aws:s3:::payments', 'arn:aws:s3:::payments/'],
    ['the start of keys', 'arn:aws:s3:::payments/2026', 'arn:aws:s3:::payments/2026'],
    ['the same with a star', 'arn:aws:s3:::payments/2026*', 'arn:aws:s3:::payments/2026'],
  ])('takes %s', (_what, arn, start) => {
    expect(fieldsOf({ s3: { arns: [arn] } })[0]?.['resources.ARN']).toMatchObject({ startsWiths: [start] });
  });

  it.each([
    [EventAccess.All, undefined],
    [EventAccess.Reads, { equals: ['true'] }],
    [EventAccess.Writes, { equals: ['false'] }],
  ])('takes the calls %s', (access, readOnly) => {
    expect(fieldsOf({ dynamodb: { access } })[0]?.readOnly).toEqual(readOnly);
  });

  it('takes tables, functions and further kinds by whole ARNs and by their start', () => {
    const table = 'arn:aws:dynamodb:us-east-1:444444444444:table/payments';
    const functions = 'arn:aws:lambda:us-east-1:444444444444:function:pay-*';
    expect(
      fieldsOf({
        lambda: { arns: [functions] },
        dynamodb: { arns: [table] },
        others: [{ resourceType: 'AWS::Bedrock::Model' }],
      }),
    ).toEqual([
      { ...data('AWS::Lambda::Function'), 'resources.ARN': { startsWiths: [functions.slice(0, -1)] } },
      { ...data('AWS::DynamoDB::Table'), 'resources.ARN': { equals: [table] } },
      data('AWS::Bedrock::Model'),
    ]);
  });

  it('has a selector for each service whose network activity is recorded', () => {
    expect(
      fieldsOf({
        networkActivity: [
          { eventSource: 'kms.amazonaws.com', deniedOnly: true },
          { eventSource: 's3.amazonaws.com', vpcEndpointIds: ['vpce-0123456789abcdef0'] },
        ],
      }),
    ).toEqual([
      {
        eventCategory: { equals: ['NetworkActivity'] },
        eventSource: { equals: ['kms.amazonaws.com'] },
        errorCode: { equals: ['VpceAccessDenied'] },
      },
      {
        eventCategory: { equals: ['NetworkActivity'] },
        eventSource: { equals: ['s3.amazonaws.com'] },
        vpcEndpointId: { equals: ['vpce-0123456789abcdef0'] },
      },
    ]);
  });
});

describe('selectorFaults', () => {
  const tables = (count: number) =>
    Array.from({ length: count }, (_, index) => `arn:aws:dynamodb:us-east-1:444444444444:table/t${index}`);

  it.each<[string, RecordedEvents]>([
    ['all buckets', { s3: {} }],
    ['a bucket of GovCloud', { s3: { arns: ['arn:aws-us-gov:s3:::payments'] } }],
    ['a table of China', { dynamodb: { arns: ['arn:aws-cn:dynamodb:cn-north-1:444444444444:table/t'] } }],
    ['network activity in China', { networkActivity: [{ eventSource: 'kms.amazonaws.com.cn' }] }],
    // Two values say what kind of event it is.
    ['498 tables', { dynamodb: { arns: tables(498) } }],
  ])('has none for %s', (_what, events) => {
    expect(selectorFaults(events, logs)).toEqual([]);
  });

  it.each<[string, RecordedEvents, string]>([
    ['nothing', {}, 'it would record nothing'],
    ['no further kind', { others: [] }, 'it would record nothing'],
    ['499 tables', { dynamodb: { arns: tables(499) } }, 'hold 501 values and CloudTrail takes 500'],
    ['an empty list', { s3: { arns: [] } }, 'AWS::S3::Object has an empty list of ARNs'],
    ['a name for an ARN', { s3: { arns: ['payments'] } }, '"payments" is no ARN of AWS::S3::Object'],
    ['a star in between', { lambda: { arns: ['arn:aws:lambda:*:1:function:f'] } }, 'is no ARN of'],
    ['all buckets as an ARN', { s3: { arns: ['arn:aws:s3:::*'] } }, 'is no ARN of AWS::S3::Object'],
    ['the log bucket', { s3: { arns: ['arn:aws:s3:::logs'] } }, 'is in a bucket of log files'],
    ['keys of the log bucket', { s3: { arns: ['arn:aws:s3:::logs/a'] } }, 'is in a bucket of log files'],
    ['one ARN twice', { dynamodb: { arns: [...tables(1), ...tables(1)] } }, 'is given twice'],
    [
      'one kind twice',
      { s3: {}, others: [{ resourceType: 'AWS::S3::Object' }] },
      'AWS::S3::Object is selected twice',
    ],
    ['a name for a service', { networkActivity: [{ eventSource: 'kms' }] }, '"kms" is no source of events'],
    [
      'one service twice',
      { networkActivity: [{ eventSource: 'kms.amazonaws.com' }, { eventSource: 'kms.amazonaws.com' }] },
      'network activity of kms.amazonaws.com is selected twice',
    ],
    [
      'a name for an endpoint',
      { networkActivity: [{ eventSource: 'kms.amazonaws.com', vpcEndpointIds: ['mine'] }] },
      '"mine" is no id of a VPC endpoint',
    ],
  ])('names %s', (_what, events, message) => {
    const faults = selectorFaults(events, logs);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(message);
  });
});
