import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BasicSelector, FieldSelector, Selectors } from '../model/estate.ts';
import { areRecorded, describeEvents, lostEvents, overlap, recordedSources } from './lost-events.ts';
import { type EventSlice, isOneOf, recordedEvents } from './recorded-events.ts';

const management = isOneOf('eventCategory', 'Management');
const data = isOneOf('eventCategory', 'Data');
const objects = isOneOf('resources.type', 'AWS::S3::Object');
const reads = isOneOf('readOnly', 'true');
const writes = isOneOf('readOnly', 'false');
const arn = (operators: Omit<FieldSelector, 'field'>) => ({ field: 'resources.ARN', ...operators });
const inBucket = (...names: readonly string[]) => names.map((name) => `arn:aws:s3:::${name}/`);
const advanced = (...slices: readonly EventSlice[]): Selectors => ({
  basic: null,
  advanced: slices.map((fields) => ({ name: null, fields })),
});
const basic = (differing: Partial<BasicSelector>): Selectors => ({
  basic: [
    {
      readWriteType: 'All',
      includeManagementEvents: true,
      excludedManagementSources: [],
      dataResources: [],
      ...differing,
    },
  ],
  advanced: null,
});
const words = (before: Selectors, after: Selectors) =>
  lostEvents(recordedEvents(before), recordedEvents(after)).map(describeEvents);

describe('what a trail records', () => {
  it.each<[string, Selectors, readonly string[]]>([
    ['no selectors', { basic: null, advanced: null }, ['management events']],
    ['empty selectors', { basic: [], advanced: [] }, ['management events']],
    ['writes', basic({ readWriteType: 'WriteOnly' }), ['management events (writes)']],
    [
      'sources left out',
      basic({ excludedManagementSources: ['kms.amazonaws.com'] }),
      ['management events with eventSource not kms.amazonaws.com'],
    ],
    [
      'all objects in basic form',
      basic({
        includeManagementEvents: false,
        dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }],
      }),
      ['data events of AWS::S3::Object with resources.ARN arn:aws:s3*'],
    ],
    [
      'one function and all functions in basic form',
      basic({
        includeManagementEvents: false,
        dataResources: [
          { type: 'AWS::Lambda::Function', values: ['arn:aws:lambda:eu-west-1:1:function:pay'] },
          { type: 'AWS::DynamoDB::Table', values: ['arn:aws:dynamodb'] },
        ],
      }),
      [
        'data events of AWS::DynamoDB::Table with resources.ARN arn:aws:dynamodb*',
        'data events of AWS::Lambda::Function with resources.ARN arn:aws:lambda:eu-west-1:1:function:pay',
      ],
    ],
    [
      'advanced selectors that make up for each other',
      advanced([management, reads], [management, writes]),
      ['management events'],
    ],
    [
      'network activity that was denied',
      advanced([
        isOneOf('eventCategory', 'NetworkActivity'),
        isOneOf('eventSource', 'kms.amazonaws.com'),
        isOneOf('errorCode', 'VpceAccessDenied'),
      ]),
      ['network activity of kms.amazonaws.com with errorCode VpceAccessDenied'],
    ],
    ['a selector without a category', advanced([objects]), []],
    ['a condition without a value', advanced([data, { field: 'resources.type' }]), []],
  ])('is told from %s', (_case, selectors, sources) => {
    expect(recordedSources(recordedEvents(selectors)).map(describeEvents)).toEqual(sources);
  });
});

describe('what is lost by a change', () => {
  const everything = advanced([management], [data, objects]);

  it.each<[string, Selectors, Selectors, readonly string[]]>([
    ['nothing by none', everything, everything, []],
    ['nothing by another form', basic({}), advanced([management]), []],
    ['nothing by a wider start', advanced([data, arn({ startsWith: inBucket('a') })]), advanced([data]), []],
    [
      'nothing when two selectors take over from one',
      advanced([data, objects]),
      advanced(
        [data, objects, arn({ startsWith: ['arn:'] })],
        [data, objects, arn({ notStartsWith: ['arn:'] })],
      ),
      [],
    ],
    ['management events', everything, advanced([data, objects]), ['management events']],
    ['reads', everything, advanced([management, writes], [data, objects]), ['management events (reads)']],
    [
      'a bucket that is left out',
      everything,
      advanced([management], [data, objects, arn({ notStartsWith: inBucket('payroll') })]),
      ['data events of AWS::S3::Object with resources.ARN arn:aws:s3:::payroll/*'],
    ],
    [
      'all buckets but those that are named',
      everything,
      advanced([management], [data, objects, arn({ startsWith: inBucket('payroll', 'legal') })]),
      [
        'data events of AWS::S3::Object with resources.ARN not arn:aws:s3:::payroll/* or arn:aws:s3:::legal/*',
      ],
    ],
    [
      'a source',
      basic({}),
      basic({ excludedManagementSources: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] }),
      ['management events with eventSource kms.amazonaws.com or rdsdata.amazonaws.com'],
    ],
    [
      'what a shorter start would have kept',
      advanced([data, arn({ startsWith: ['arn:aws:s3:::pay'] })]),
      advanced([data, arn({ startsWith: ['arn:aws:s3:::payroll'] })]),
      ['data events with resources.ARN arn:aws:s3:::pay*'],
    ],
  ])('is %s', (_what, before, after, lost) => {
    expect(words(before, after)).toEqual(lost);
  });
});

// What one event is, told to the selectors one by one: the definition that AWS documents.
interface Event {
  readonly [field: string]: string | undefined;
}
function takes(event: Event, slice: EventSlice): boolean {
  return slice.every(({ field, equals, startsWith, endsWith, notEquals, notStartsWith, notEndsWith }) => {
    const value = event[field];
    const any = (texts: readonly string[] | undefined, test: (text: string) => boolean) =>
      value !== undefined && (texts ?? []).some(test);
    const selects = [equals, startsWith, endsWith].some((texts) => (texts ?? []).length > 0);
    const excluded =
      any(notEquals, (text) => text === value) ||
      any(notStartsWith, (text) => value?.startsWith(text) === true) ||
      any(notEndsWith, (text) => value?.endsWith(text) === true);
    const selected =
      any(equals, (text) => text === value) ||
      any(startsWith, (text) => value?.startsWith(text) === true) ||
      any(endsWith, (text) => value?.endsWith(text) === true);
    return !excluded && (selected || !selects);
  });
}

const text = fc.stringMatching(/^[ab]{1,3}$/);
const texts = fc.uniqueArray(text, { minLength: 1, maxLength: 2 });
const operators = fc
  .record(
    {
      equals: texts,
      startsWith: texts,
      endsWith: texts,
      notEquals: texts,
      notStartsWith: texts,
      notEndsWith: texts,
    },
    { requiredKeys: [] },
  )
  .filter((some) => Object.keys(some).length > 0);
const openField = (field: string) => operators.map((some) => ({ field, ...some }) as FieldSelector);
const slice = fc
  .tuple(
    fc.constantFrom(management, data),
    fc.option(fc.constantFrom(reads, writes), { nil: undefined }),
    fc.option(openField('resources.ARN'), { nil: undefined }),
    fc.option(openField('eventName'), { nil: undefined }),
  )
  .map((fields): EventSlice => fields.filter((field) => field !== undefined));
const slices = fc.array(slice, { maxLength: 4 });
const event: fc.Arbitrary<Event> = fc.record({
  eventCategory: fc.constantFrom('Management', 'Data'),
  readOnly: fc.constantFrom('true', 'false'),
  'resources.ARN': fc.option(fc.stringMatching(/^[abc]{0,6}$/), { nil: undefined }),
  eventName: fc.stringMatching(/^[abc]{0,6}$/),
});

describe('any two sets of selectors', () => {
  const runs = { seed: 20_261_121, numRuns: 3000 };

  it('lose an event exactly if the former take it and the latter do not', () => {
    fc.assert(
      fc.property(slices, slices, event, (before, after, one) => {
        const isLost = before.some((part) => takes(one, part)) && !after.some((part) => takes(one, part));
        const exactly: EventSlice = Object.entries(one).map(([field, value]) =>
          value === undefined ? { field, notStartsWith: [''] } : isOneOf(field, value),
        );
        const found = before.some((part) => lostEvents([[...part, ...exactly]], after).length > 0);
        expect(found).toBe(isLost);
        if (isLost) expect(lostEvents(before, after)).not.toEqual([]);
      }),
      runs,
    );
  });

  it('lose nothing to themselves, in whatever order, nor to more', () => {
    fc.assert(
      fc.property(slices, slices, (some, more) => {
        expect(lostEvents(some, [...some].reverse())).toEqual([]);
        expect(lostEvents(some, [...more, ...some])).toEqual([]);
      }),
      runs,
    );
  });

  it('lose, if anything, an event that can be shown', () => {
    fc.assert(
      fc.property(slices, slices, (before, after) => {
        const nothing = lostEvents(before, after).length === 0;
        expect(before.every((part) => areRecorded(part, after))).toBe(nothing);
      }),
      runs,
    );
  });

  it('overlap exactly if one takes an event of the other', () => {
    fc.assert(
      fc.property(slice, slice, event, (one, other, shown) => {
        if (takes(shown, one) && takes(shown, other)) expect(overlap(one, other)).toBe(true);
        expect(overlap(one, other)).toBe(overlap(other, one));
      }),
      runs,
    );
  });
});

it('compares the longest lists that CloudTrail takes', () => {
  const names = Array.from({ length: 490 }, (_, index) => `bucket-${index}`);
  const before = advanced([data, objects, arn({ startsWith: inBucket(...names) })]);
  const after = advanced([data, objects, arn({ startsWith: inBucket(...names.slice(1)) })]);
  expect(words(before, after)).toEqual([
    'data events of AWS::S3::Object with resources.ARN arn:aws:s3:::bucket-0/*',
  ]);
});
