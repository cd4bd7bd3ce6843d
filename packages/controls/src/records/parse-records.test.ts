import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenSchema } from '../../scripts/describe-records.ts';
import { maximumRecordsLength, parseRecords, RecordsError } from './index.ts';

const file = 'trailguard.records.yaml';
const read = (text: string) => parseRecords([{ file, text }]);

/** What a reader is told, fault by fault. */
function faultsOf(...texts: string[]): readonly string[] {
  try {
    parseRecords(texts.map((text, index) => ({ file: `records/${index + 1}.yaml`, text })));
  } catch (error) {
    if (error instanceof RecordsError) return error.faults;
    throw error;
  }
  return [];
}

const least = `  - id: review-1
    kind: trail-review
    at: 2026-06-15
    by: [alice@example.com]
    outcome: passed
    reference: https://tickets.example.com/1
`;

describe('parseRecords', () => {
  it('reads all that a record can say, with the line it stands on', () => {
    const text = `# signed in the meeting
records:
${least}    signedOffBy: bob@example.com
    scope: ['111111111111', 'arn:aws:cloudtrail:*']
    covers: [trails, selectors]
    counts: {high: 2}
    actions: [the filter of the test bucket goes]
    nextDue: 2026-09-15
`;
    expect(read(text)).toEqual([
      {
        id: 'review-1',
        kind: 'trail-review',
        at: '2026-06-15T00:00:00.000Z',
        by: ['alice@example.com'],
        signedOffBy: 'bob@example.com',
        outcome: 'passed',
        scope: ['111111111111', 'arn:aws:cloudtrail:*'],
        covers: ['trails', 'selectors'],
        counts: { high: 2 },
        actions: ['the filter of the test bucket goes'],
        reference: 'https://tickets.example.com/1',
        nextDue: '2026-09-15T23:59:59.999Z',
        observation: { position: `${file}:3` },
      },
    ]);
  });

  it('takes what may be left out for nothing said', () => {
    expect(read(`records:\n${least}`)).toMatchObject([
      { signedOffBy: null, scope: [], covers: [], counts: {}, actions: [], nextDue: null },
    ]);
  });

  it('reads JSON as well, and a file without records', () => {
    expect(read('{"records": []}')).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['no mapping', '- a', 'records/1.yaml:1: the file must be object'],
    ['no YAML', 'records:\n  - id: "a', 'records/1.yaml:2: Missing closing "quote'],
    [
      'a kind that is none',
      `records:\n${least.replace('trail-review', 'glance')}`,
      'records/1.yaml:3: records.0.kind must be one of trail-review, findings-review',
    ],
    [
      'a field that is none',
      `records:\n${least}    reviewer: me\n`,
      'records/1.yaml:2: records.0 has no field reviewer',
    ],
    [
      'nobody who did it',
      `records:\n${least.replace('[alice@example.com]', '[]')}`,
      'records/1.yaml:5: records.0.by must not have fewer than 1 items',
    ],
    [
      'a date that does not exist',
      `records:\n${least.replace('2026-06-15', '2026-02-31')}`,
      'records/1.yaml:2: at is 2026-02-31, a date that does not exist',
    ],
    [
      'a time without its zone',
      `records:\n${least.replace('2026-06-15', '2026-06-15T10:00')}`,
      'records/1.yaml:4: records.0.at must match pattern',
    ],
    [
      'a due date before the act',
      `records:\n${least}    nextDue: 2026-06-14\n`,
      'records/1.yaml:2: nextDue (2026-06-14) is before at (2026-06-15)',
    ],
    [
      'the name of a prototype',
      `records:\n${least}    __proto__: {}\n`,
      'records/1.yaml:2: records.0 has no field __proto__',
    ],
    [
      'aliases that expand without bound',
      `a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\nrecords: [*d,*d,*d,*d]`,
      'records/1.yaml:1: the file must be object',
    ],
  ])('refuses %s, and says where', (_case, text, message) => {
    expect(faultsOf(text).join('\n')).toContain(message);
  });

  it('refuses an id that another file has taken, naming both places', () => {
    expect(faultsOf(`records:\n${least}`, `records:\n\n${least}`)).toEqual([
      'records/2.yaml:3: the id "review-1" is taken by records/1.yaml:2',
    ]);
  });

  it('names the faults of all files at once', () => {
    expect(faultsOf('records: 1', 'a: 1').length).toBeGreaterThan(1);
  });

  it('refuses a file beyond all measure unread', () => {
    expect(faultsOf(' '.repeat(maximumRecordsLength + 1))).toEqual([
      expect.stringContaining('is longer than'),
    ]);
  });

  it('gives records or an error of its own, whatever the text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.anything().map((value) => `records: ${JSON.stringify([value])}`),
    );
    fc.assert(
      fc.property(text, (any) => {
        try {
          expect(Array.isArray(read(any))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(RecordsError);
        }
      }),
      { seed: 615, numRuns: 400 },
    );
  });
});

describe('schemas/records.schema.json', () => {
  it('is what `pnpm --filter @trailguard/controls run docs` writes', () => {
    const written = readFileSync(join(import.meta.dirname, '../../schemas/records.schema.json'), 'utf8');
    expect(written).toBe(writtenSchema());
  });
});
