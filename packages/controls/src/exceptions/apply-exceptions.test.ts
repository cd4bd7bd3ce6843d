import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aLogBucket, anEstate, names } from '../../test/builders.ts';
import { judge, type Result } from '../judge/judge.ts';
import type { Estate } from '../model/estate.ts';
import { applyExceptions, type Exception, toPulumiExceptions } from './index.ts';

const asOf = '2026-06-15T12:00:00.000Z';
const urn = 'urn:pulumi:prod::archive::aws:s3/bucket:Bucket::logs';
const lockUrn = 'urn:pulumi:prod::archive::aws:s3/x:BucketObjectLockConfiguration::lock';
const bucketArn = `arn:aws:s3:::${names.bucket}`;

function anException(differing: Partial<Exception> = {}): Exception {
  return {
    control: 'LB-12',
    scope: { accounts: [names.logArchive] },
    reason: 'set after the migration',
    owner: 'storage',
    ticket: 'SEC-12',
    from: '2026-06-01',
    until: '2026-09-30',
    approver: 'ciso',
    position: 'trailguard.exceptions.yaml:2',
    ...differing,
  };
}

/** An estate whose log bucket has no lock. */
const unlocked: Estate = anEstate({
  buckets: {
    items: [
      aLogBucket({
        objectLock: null,
        accountId: names.logArchive,
        region: 'eu-west-1',
        observation: { urn, urns: { objectLock: lockUrn }, arn: bucketArn },
      }),
    ],
    complete: true,
  },
});
const results = judge(unlocked).filter(({ controlId }) => controlId === 'LB-12');
const statusWith = (differing: Partial<Exception>, options: { asOf?: string } = {}) =>
  applyExceptions(results, [anException(differing)], { asOf, ...options }).results.map(
    ({ verdict }) => verdict.status,
  );
const messagesWith = (differing: Partial<Exception>, options: { isWhole?: boolean } = {}) =>
  applyExceptions(results, [anException(differing)], { asOf, ...options }).notices.map(
    ({ level, message }) => `${level}: ${message}`,
  );

describe('an exception', () => {
  it('turns a fail into waived, with the reason, the evidence and itself', () => {
    const [fail] = results;
    expect(fail?.verdict.status).toBe('fail');
    expect(applyExceptions(results, [anException()], { asOf }).results).toEqual([
      { ...fail, verdict: { ...fail?.verdict, status: 'waived', exception: anException() } },
    ]);
  });

  it.each<[string, Partial<Exception>]>([
    ['account', {}],
    ['Region', { scope: { accounts: [names.logArchive], regions: ['eu-west-1'] } }],
    ['URN', { scope: { urns: [urn] } }],
    ['URN of the part that is wrong', { scope: { urns: [lockUrn] } }],
    ['pattern of URNs', { scope: { urns: ['urn:pulumi:other::*', 'urn:pulumi:prod::*::logs'] } }],
    ['ARN', { scope: { arns: [bucketArn] } }],
    ['first day', { from: '2026-06-15' }],
    ['last day', { until: '2026-06-15' }],
  ])('holds by its %s', (_case, differing) => {
    expect(statusWith(differing)).toEqual(['waived']);
  });

  it.each<[string, Partial<Exception>]>([
    ['another control', { control: 'LB-09' }],
    ['another account', { scope: { accounts: [names.member] } }],
    ['another Region', { scope: { accounts: [names.logArchive], regions: ['us-east-1'] } }],
    ['another URN', { scope: { urns: [`${urn}-2`] } }],
    ['a URN that fits beside an account that does not', { scope: { urns: [urn], accounts: [names.member] } }],
    ['another ARN', { scope: { arns: ['arn:aws:s3:::other*'] } }],
    ['a time that is over', { until: '2026-06-14' }],
    ['a time to come', { from: '2026-06-16' }],
  ])('does not hold for %s', (_case, differing) => {
    expect(statusWith(differing)).toEqual(['fail']);
  });

  it('does not hold where a program does not tell what it is scoped by', () => {
    const [{ subject, ...rest }] = results as [Result];
    const { accountId: _, ...nowhere } = subject;
    const judged = applyExceptions([{ ...rest, subject: nowhere }], [anException()], { asOf });
    expect(judged.results[0]?.verdict.status).toBe('fail');
  });
});

describe('the keeper of exceptions', () => {
  it('is told nothing of one that holds and has time', () => {
    expect(messagesWith({})).toEqual([]);
  });

  it.each<[string, Partial<Exception>, string]>([
    ['has ended', { until: '2026-06-14' }, 'error: the exception of LB-12 (SEC-12) ended on 2026-06-14'],
    [
      'ends today',
      { until: '2026-06-15' },
      'warning: the exception of LB-12 (SEC-12) ends on 2026-06-15, today',
    ],
    ['ends tomorrow', { until: '2026-06-16' }, 'tomorrow'],
    ['ends soon', { until: '2026-06-29' }, 'ends on 2026-06-29, in 14 days'],
    ['begins later', { from: '2026-06-16' }, 'begins on 2026-06-16 only'],
    ['waives nothing', { scope: { urns: ['urn:pulumi:a::b::c::gone'] } }, 'waives nothing'],
  ])('is told of one that %s', (_case, differing, message) => {
    expect(messagesWith(differing)).toEqual([expect.stringContaining(message)]);
  });

  it.each<[string, Partial<Exception>, readonly string[]]>([
    ['that holds', {}, []],
    ['that ends soon', { until: '2026-06-16' }, ['ends on 2026-06-16, tomorrow']],
    ['that has ended', { until: '2026-06-14' }, ['error: the exception of BLACKOUT (SEC-12) ended']],
  ])(
    'is told of an accepted loss %s by its dates alone: it is a change that uses it',
    (_case, dates, told) => {
      expect(messagesWith({ control: 'BLACKOUT', ...dates })).toEqual(
        told.map((message) => expect.stringContaining(message)),
      );
    },
  );

  it('is not told of others’ stacks while one alone is judged', () => {
    const elsewhere = { scope: { urns: ['urn:pulumi:other::stack::type::gone'] } };
    expect(messagesWith(elsewhere, { isWhole: false })).toEqual([]);
  });

  it('is told of one that this stack has mended', () => {
    const mended = judge(anEstate()).filter(({ controlId }) => controlId === 'LB-12');
    const { notices } = applyExceptions(mended, [anException()], { asOf, isWhole: false });
    expect(notices.map(({ message }) => message)).toEqual([expect.stringContaining('waives nothing')]);
  });
});

describe('any exceptions', () => {
  const anyException = fc.record({
    control: fc.constantFrom('LB-12', 'LB-09', 'CT-06', 'GD-01', 'CT-03'),
    accounts: fc.option(fc.subarray([names.management, names.logArchive, names.member], { minLength: 1 })),
    from: fc.constantFrom('2026-06-01', '2026-06-15', '2026-06-16'),
    until: fc.constantFrom('2026-06-14', '2026-06-15', '2026-09-30'),
  });

  it('change fails alone, and never give a pass', () => {
    fc.assert(
      fc.property(fc.array(anyException, { maxLength: 6 }), fc.boolean(), (drawn, locked) => {
        const judged = judge(locked ? anEstate() : unlocked);
        const exceptions = drawn.map(({ accounts, ...rest }) =>
          anException({ ...rest, scope: accounts === null ? { urns: ['urn:*'] } : { accounts } }),
        );
        const { results: excepted } = applyExceptions(judged, exceptions, { asOf });
        excepted.forEach(({ verdict }, index) => {
          const before = judged[index]?.verdict;
          if (verdict.status === 'waived') expect(before?.status).toBe('fail');
          else expect(verdict).toBe(before);
        });
      }),
      { seed: 99, numRuns: 200 },
    );
  });
});

describe('Pulumi’s own exceptions', () => {
  const policyNameOf = (id: string) => (id === 'OPS-01' ? undefined : `policy-${id.toLowerCase()}`);
  const translate = (differing: Partial<Exception>) =>
    toPulumiExceptions([anException({ scope: { urns: [urn] }, ...differing })], '2026-06-15', policyNameOf);

  it('say which policy is waived on which URNs, and all else in the reason', () => {
    expect(translate({})).toEqual({
      exceptions: [
        {
          reason: 'set after the migration (SEC-12; owner storage; approved by ciso; until 2026-09-30)',
          match: [{ policies: ['policy-lb-12'], targets: [urn] }],
        },
      ],
      leftOut: [],
    });
  });

  it.each<[string, Partial<Exception>, string]>([
    ['has ended', { until: '2026-06-14' }, 'does not hold'],
    ['names accounts', { scope: { accounts: [names.logArchive] } }, 'by URN alone'],
    ['names accounts too', { scope: { accounts: [names.logArchive], urns: [urn] } }, 'no account'],
    ['has a pattern', { scope: { urns: ['urn:pulumi:prod::*::logs'] } }, 'no patterns'],
    ['is of a control without policy', { control: 'OPS-01' }, 'no policy'],
  ])('leave out one that %s, and say so', (_case, differing, reason) => {
    const { exceptions, leftOut } = translate(differing);
    expect([exceptions, leftOut.map((one) => one.reason)]).toEqual([[], [expect.stringContaining(reason)]]);
  });
});
