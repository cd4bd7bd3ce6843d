import { beforeEach, describe, expect, it } from 'vitest';
import { Management, MemorySandbox } from '../test/memory-sandbox.ts';
import { cloudtrail } from './service.ts';

let sandbox: MemorySandbox;
const TrailName = 'first';
const TrailARN = `arn:aws:cloudtrail:us-east-1:${Management}:trail/first`;
const field = (Field: string, ...Equals: string[]) => ({ Field, Equals });

beforeEach(async () => {
  sandbox = new MemorySandbox(cloudtrail);
  await sandbox.send('CreateTrail', { Name: TrailName, S3BucketName: 'trail-bucket' });
});

async function code(operation: string, input: object): Promise<string> {
  return sandbox.send(operation, { TrailName, ...input }).then(
    () => 'none',
    (error: { code: string }) => error.code,
  );
}

async function has(name: 'HasCustomEventSelectors' | 'HasInsightSelectors'): Promise<unknown> {
  const { Trail } = (await sandbox.send('GetTrail', { Name: TrailName })) as {
    Trail: Record<string, unknown>;
  };
  return Trail[name];
}

describe('event selectors', () => {
  it('are all management events for a new trail', async () => {
    expect(await sandbox.send('GetEventSelectors', { TrailName })).toEqual({
      TrailARN,
      EventSelectors: [
        {
          ReadWriteType: 'All',
          IncludeManagementEvents: true,
          DataResources: [],
          ExcludeManagementEventSources: [],
        },
      ],
    });
    expect(await has('HasCustomEventSelectors')).toBe(false);
  });

  it('make HasCustomEventSelectors true when they differ from the default', async () => {
    await sandbox.send('PutEventSelectors', { TrailName, EventSelectors: [{ ReadWriteType: 'WriteOnly' }] });
    expect(await has('HasCustomEventSelectors')).toBe(true);
  });

  it('may ask for refused network activity, and leave out the noise of keys', async () => {
    const AdvancedEventSelectors = [
      {
        FieldSelectors: [
          field('eventCategory', 'NetworkActivity'),
          field('eventSource', 's3.amazonaws.com'),
          field('errorCode', 'VpceAccessDenied'),
        ],
      },
      {
        FieldSelectors: [
          field('eventCategory', 'Management'),
          { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
        ],
      },
    ];
    expect(await code('PutEventSelectors', { AdvancedEventSelectors })).toBe('none');
  });

  it('are replaced by advanced ones and the other way round', async () => {
    const AdvancedEventSelectors = [{ Name: 'm', FieldSelectors: [field('eventCategory', 'Management')] }];
    await sandbox.send('PutEventSelectors', { TrailName, AdvancedEventSelectors });
    expect(await sandbox.send('GetEventSelectors', { TrailName })).toEqual({
      TrailARN,
      AdvancedEventSelectors,
    });
    await sandbox.send('PutEventSelectors', { TrailName, EventSelectors: [{ ReadWriteType: 'All' }] });
    expect(await sandbox.send('GetEventSelectors', { TrailName })).not.toHaveProperty(
      'AdvancedEventSelectors',
    );
  });

  it.each([
    ['both kinds', { EventSelectors: [{}], AdvancedEventSelectors: [] }],
    ['none', { EventSelectors: [] }],
    ['six', { EventSelectors: [{}, {}, {}, {}, {}, {}] }],
    ['an unknown read-write type', { EventSelectors: [{ ReadWriteType: 'read-only' }] }],
    [
      'a data resource type that basic ones lack',
      {
        EventSelectors: [{ DataResources: [{ Type: 'AWS::SNS::Topic', Values: ['arn:aws:sns:x'] }] }],
      },
    ],
    [
      'a source that cannot be excluded',
      { EventSelectors: [{ ExcludeManagementEventSources: ['iam.amazonaws.com'] }] },
    ],
    ['neither management nor data events', { EventSelectors: [{ IncludeManagementEvents: false }] }],
    [
      '251 data resources',
      {
        EventSelectors: [
          {
            DataResources: [
              {
                Type: 'AWS::S3::Object',
                Values: Array.from({ length: 251 }, (_, n) => `arn:aws:s3:::b${n}/`),
              },
            ],
          },
        ],
      },
    ],
    ['no category', { AdvancedEventSelectors: [{ FieldSelectors: [field('readOnly', 'true')] }] }],
    [
      'an unknown field',
      {
        AdvancedEventSelectors: [
          { FieldSelectors: [field('eventCategory', 'Management'), field('color', 'red')] },
        ],
      },
    ],
    [
      'data events without a type',
      { AdvancedEventSelectors: [{ FieldSelectors: [field('eventCategory', 'Data')] }] },
    ],
    [
      'readOnly with another operator',
      {
        AdvancedEventSelectors: [
          {
            FieldSelectors: [
              field('eventCategory', 'Management'),
              { Field: 'readOnly', NotEquals: ['true'] },
            ],
          },
        ],
      },
    ],
    [
      'a field of management events that only event data stores have',
      {
        AdvancedEventSelectors: [
          { FieldSelectors: [field('eventCategory', 'Management'), field('eventName', 'StopLogging')] },
        ],
      },
    ],
    [
      'a source of management events that cannot be left out',
      {
        AdvancedEventSelectors: [
          {
            FieldSelectors: [
              field('eventCategory', 'Management'),
              { Field: 'eventSource', NotEquals: ['iam.amazonaws.com'] },
            ],
          },
        ],
      },
    ],
    [
      'network activity without a source',
      { AdvancedEventSelectors: [{ FieldSelectors: [field('eventCategory', 'NetworkActivity')] }] },
    ],
    [
      'network activity of another error',
      {
        AdvancedEventSelectors: [
          {
            FieldSelectors: [
              field('eventCategory', 'NetworkActivity'),
              field('eventSource', 's3.amazonaws.com'),
              field('errorCode', 'AccessDenied'),
            ],
          },
        ],
      },
    ],
  ])('are refused: %s', async (_case, input) => {
    expect(await code('PutEventSelectors', input)).toBe('InvalidEventSelectorsException');
  });
});

describe('insight selectors', () => {
  it('answer InsightNotEnabledException until some are put', async () => {
    expect(await code('GetInsightSelectors', {})).toBe('InsightNotEnabledException');
  });

  it('are replaced, not added to', async () => {
    await sandbox.send('PutInsightSelectors', {
      TrailName,
      InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }],
    });
    await sandbox.send('PutInsightSelectors', {
      TrailName,
      InsightSelectors: [{ InsightType: 'ApiErrorRateInsight' }],
    });
    expect(await sandbox.send('GetInsightSelectors', { TrailName })).toMatchObject({
      InsightSelectors: [{ InsightType: 'ApiErrorRateInsight' }],
    });
    expect(await has('HasInsightSelectors')).toBe(true);
  });

  it('are turned off by an empty list', async () => {
    await sandbox.send('PutInsightSelectors', {
      TrailName,
      InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }],
    });
    await sandbox.send('PutInsightSelectors', { TrailName, InsightSelectors: [] });
    expect(await has('HasInsightSelectors')).toBe(false);
    expect(await code('GetInsightSelectors', {})).toBe('InsightNotEnabledException');
  });

  it('of the call rate need a trail that logs writes', async () => {
    await sandbox.send('PutEventSelectors', { TrailName, EventSelectors: [{ ReadWriteType: 'ReadOnly' }] });
    expect(
      await code('PutInsightSelectors', { InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }] }),
    ).toBe('InvalidInsightSelectorsException');
    expect(
      await code('PutInsightSelectors', { InsightSelectors: [{ InsightType: 'ApiErrorRateInsight' }] }),
    ).toBe('none');
  });

  it('of an unknown type are refused', async () => {
    expect(await code('PutInsightSelectors', { InsightSelectors: [{ InsightType: 'Guess' }] })).toBe(
      'InvalidInsightSelectorsException',
    );
  });
});
