import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeExceptions } from '../../scripts/describe-exceptions.ts';
import { digestOfExceptions, ExceptionsError, maximumExceptionsLength, parseExceptions } from './index.ts';

const file = 'trailguard.exceptions.yaml';
const least = `  - control: LB-12
    scope:
      account: '111111111111'
    reason: The lock is set after the migration of March; the bucket policy denies deletion meanwhile.
    owner: storage@example.com
    ticket: SEC-12
    from: 2026-06-01
    until: 2026-09-30
    approver: ciso@example.com
`;
const read = (text: string) => parseExceptions({ file, text });
const readLeast = (from: string, to: string) => read(`exceptions:\n${least.replace(from, to)}`);

function faultsOf(text: string): readonly string[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ExceptionsError) return error.faults;
    throw error;
  }
  return [];
}
const faultsWith = (from: string, to: string) =>
  faultsOf(`exceptions:\n${least.replace(from, to)}`).join('\n');

describe('parseExceptions', () => {
  it('reads all that an exception says, with the line it stands on', () => {
    const scope = `account: ['111111111111', '222222222222']
      region: eu-west-1
      urn: urn:pulumi:prod::archive::*::logs
      arn: arn:aws:s3:::example-logs*`;
    expect(read(`# reviewed\nexceptions:\n${least.replace("account: '111111111111'", scope)}`)).toEqual([
      {
        control: 'LB-12',
        scope: {
          accounts: ['111111111111', '222222222222'],
          regions: ['eu-west-1'],
          urns: ['urn:pulumi:prod::archive::*::logs'],
          arns: ['arn:aws:s3:::example-logs*'],
        },
        reason: expect.stringContaining('migration'),
        owner: 'storage@example.com',
        ticket: 'SEC-12',
        from: '2026-06-01',
        until: '2026-09-30',
        approver: 'ciso@example.com',
        position: `${file}:3`,
      },
    ]);
  });

  it('reads a file without exceptions, and JSON', () => {
    expect([read('exceptions: []'), read('{"exceptions": []}')]).toEqual([[], []]);
  });

  it('takes the guard against blackouts for a control', () => {
    expect(readLeast('LB-12', 'BLACKOUT')[0]?.control).toBe('BLACKOUT');
  });

  it.each<[string, string, string, string]>([
    ['a control that is none', 'LB-12', 'LB-99', `${file}:2: there is no control LB-99`],
    ['all controls at once', 'LB-12', "'*'", `${file}:2: exceptions.0.control must match pattern`],
    ['a field that is none', 'ticket:', 'tickets:', `${file}:2: exceptions.0 has no field tickets`],
    ['no reason', /reason: .*/.exec(least)?.[0] ?? '', 'reason: "  "', `${file}:5: exceptions.0.reason`],
    ['no scope', "account: '111111111111'", '{}', `${file}:4: exceptions.0.scope`],
    ['every account', "'111111111111'", "'*'", `${file}:4: exceptions.0.scope.account`],
    ['an account that YAML takes for a number', "'111111111111'", '111111111111', `${file}:4: `],
    ['a Region alone', "account: '111111111111'", 'region: eu-west-1', 'names a Region alone'],
    ['every URN', "account: '111111111111'", 'urn: "*"', `${file}:2: "*" is no URN`],
    ['every resource', "account: '111111111111'", 'urn: "urn:pulumi:*"', 'takes in every resource'],
    [
      'every resource of a stack',
      "account: '111111111111'",
      'urn: "urn:pulumi:a::b::c::*"',
      'every resource',
    ],
    ['every ARN', "account: '111111111111'", 'arn: "arn:*"', 'takes in every resource'],
    ['every bucket', "account: '111111111111'", 'arn: "arn:aws:s3:::*"', 'takes in every resource'],
    ['what is no ARN', "account: '111111111111'", 'arn: logs', '"logs" is no ARN'],
    ['a wide pattern beside a narrow one', "'111111111111'", `'111111111111'\n      urn: "*"`, 'is no URN'],
    [
      'a date that does not exist',
      '2026-09-30',
      '2026-09-31',
      'until is 2026-09-31, a date that does not exist',
    ],
    ['an end before its begin', '2026-09-30', '2026-05-31', 'until (2026-05-31) is before from (2026-06-01)'],
    ['more than a year', '2026-09-30', '2027-09-30', 'it holds for 486 days; after 366'],
    ['an owner who approves', 'ciso@', 'Storage@', 'storage@example.com cannot approve'],
  ])('refuses %s, and says where', (_case, from, to, message) => {
    expect(faultsWith(from, to)).toContain(message);
  });

  it.each([
    ['no mapping', '- a', `${file}:1: the file must be object`],
    ['no YAML', 'exceptions:\n  - control: "a', `${file}:2: Missing closing "quote`],
    ['a key twice', 'exceptions: []\nexceptions: []', `${file}:2: Map keys must be unique`],
    ['nothing', '', `${file}:1: the file must be object`],
  ])('refuses %s', (_case, text, message) => {
    expect(faultsOf(text).join('\n')).toContain(message);
  });

  it('names all faults at once, and none of the exceptions holds', () => {
    const text = `exceptions:\n${least.replace('LB-12', 'LB-99')}${least}${least.replace('2026-06-01', '2026-02-30')}`;
    expect(faultsOf(text).map((fault) => fault.split(':')[1])).toEqual(['2', '20']);
  });

  it('refuses a file beyond all measure unread', () => {
    expect(faultsOf(' '.repeat(maximumExceptionsLength + 1))).toEqual([
      expect.stringContaining('is longer than'),
    ]);
  });

  it('gives exceptions or an error of its own, whatever the text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.anything().map((value) => `exceptions: ${JSON.stringify([value])}`),
    );
    fc.assert(
      fc.property(text, (any) => {
        try {
          expect(Array.isArray(read(any))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ExceptionsError);
        }
      }),
      { seed: 12, numRuns: 400 },
    );
  });
});

describe('the digest of exceptions', () => {
  const second = least.replace('LB-12', 'LB-09');
  const digest = (...entries: string[]) => digestOfExceptions(read(`exceptions:\n${entries.join('')}`));

  it('is the same for another layout, order or comment', () => {
    expect(digest(second, '# moved\n', least)).toBe(digest(least, second));
  });

  it.each([
    ['control', 'LB-12', 'LB-09'],
    ['scope', '111111111111', '222222222222'],
    ['reason', 'March', 'April'],
    ['owner', 'storage@', 'network@'],
    ['ticket', 'SEC-12', 'SEC-13'],
    ['begin', '2026-06-01', '2026-06-02'],
    ['end', '2026-09-30', '2026-09-29'],
    ['approver', 'ciso@', 'cto@'],
  ])('is another for another %s', (_case, from, to) => {
    expect(digest(least.replace(from, to))).not.toBe(digest(least));
  });

  it('is another without the exception', () => {
    expect(digest(least)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(digestOfExceptions([])).not.toBe(digest(least));
  });
});

describe('schemas/exceptions.schema.json', () => {
  it('is what `pnpm --filter @trailguard/controls run docs` writes', () => {
    const written = readFileSync(join(import.meta.dirname, '../../schemas/exceptions.schema.json'), 'utf8');
    expect(written).toBe(describeExceptions());
  });
});
