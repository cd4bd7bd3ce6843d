import { describe, expect, it } from 'vitest';
import { aDataTrail, anAccount, anEstate, aTrail, complete, denied, names, onlyObjects } from './builders.ts';
import { verdictOf } from './verdicts-of.ts';
import type { Control } from '../src/model/control.ts';
import type { BasicSelector, Selectors, Trail } from '../src/model/estate.ts';

/** The verdict on an account that is recorded by the organization's trail and another one. */
function judgedBy(control: Control, trail: Partial<Trail>, parameters = {}, account = {}) {
  const visibleTrails = [names.trailArn, `${names.trailArn}-data`];
  const estate = anEstate({
    accounts: complete([anAccount({ visibleTrails, ...account })]),
    trails: complete([aTrail(), aDataTrail(trail)]),
  });
  return verdictOf(control, estate, parameters);
}

const basic = (readWriteType: BasicSelector['readWriteType'], ...values: readonly string[]): Selectors => ({
  basic: [
    {
      readWriteType,
      includeManagementEvents: false,
      excludedManagementSources: [],
      dataResources: [{ type: 'AWS::S3::Object', values }],
    },
  ],
  advanced: null,
});
const butFor = (...notStartsWith: readonly string[]) =>
  onlyObjects({ field: 'resources.ARN', notStartsWith });
/** What differs between the reads and the writes of objects. */
const kinds = {
  reads: { type: 'ReadOnly', others: ['writes', 'WriteOnly'], readOnly: 'true' },
  writes: { type: 'WriteOnly', others: ['reads', 'ReadOnly'], readOnly: 'false' },
} as const;

/** The tests that a control of the reads or the writes of objects has to stand. */
export function describeObjectEvents(control: Control, kind: keyof typeof kinds): void {
  const { type, others, readOnly } = kinds[kind];
  const these = { field: 'readOnly', equals: [readOnly] };
  const missed = `data events of AWS::S3::Object (${kind})`;
  const judged = (trail: Partial<Trail>, parameters = {}, account = {}) =>
    judgedBy(control, trail, parameters, account);

  describe(control.id, () => {
    it.each<[string, Selectors]>([
      ['a basic selector for all buckets', basic('All', 'arn:aws:s3')],
      ['a basic selector for all buckets, in the longer form', basic(type, 'arn:aws:s3:::')],
      ['an advanced selector', onlyObjects()],
      [`an advanced selector for ${kind}`, onlyObjects(these)],
      ['a selector that leaves out the log bucket', butFor(`arn:aws:s3:::${names.bucket}/`)],
    ])('passes %s', (_case, selectors) => {
      expect(judged({ selectors }).status).toBe('pass');
    });

    it.each<[string, Selectors, string]>([
      ['no data events', { basic: null, advanced: null }, missed],
      [`${others[0]} alone`, basic(others[1], 'arn:aws:s3'), missed],
      ['one bucket', basic('All', 'arn:aws:s3:::payroll/'), 'with resources.ARN arn:aws:s3:::*'],
      ['all but a bucket that nobody approved', butFor('arn:aws:s3:::scratch/'), 'arn:aws:s3:::scratch/*'],
      ['all but more than the log bucket', butFor('arn:aws:s3:::example'), 'arn:aws:s3:::example*'],
      ['some calls', onlyObjects({ field: 'eventName', notEquals: ['CopyObject'] }), 'eventName CopyObject'],
      ['all buckets of another partition', basic('All', 'arn:aws-cn:s3'), missed],
    ])('fails %s, and names what is missing', (_case, selectors, missing) => {
      expect(judged({ selectors })).toMatchObject({
        status: 'fail',
        reason: expect.stringContaining(missing),
      });
    });

    it('accepts an exclusion that is approved, and that of the log bucket only while it may be left out', () => {
      const approvedExclusions = ['arn:aws:s3:::scratch/'];
      expect(judged({ selectors: butFor('arn:aws:s3:::scratch/') }, { approvedExclusions }).status).toBe(
        'pass',
      );
      const withoutLogs = { selectors: butFor(`arn:aws:s3:::${names.bucket}/`) };
      expect(judged(withoutLogs, { leaveOutLogBuckets: false }).status).toBe('fail');
    });

    it('adds up what several trails take in', () => {
      const parts = onlyObjects({ field: 'resources.ARN', startsWith: ['arn:aws:s3:::a'] }).advanced ?? [];
      const rest = butFor('arn:aws:s3:::a').advanced ?? [];
      expect(judged({ selectors: { basic: null, advanced: [...parts, ...rest] } }).status).toBe('pass');
    });

    it.each<[string, Partial<Trail>, string]>([
      ['is stopped', { isLogging: false }, 'fail'],
      ['records a single Region', { isMultiRegion: false }, 'fail'],
      ['may be stopped', { isLogging: denied }, 'unknown'],
      ['may record a single Region', { isMultiRegion: denied }, 'unknown'],
      ['has selectors that could not be read', { selectors: denied }, 'unknown'],
    ])('a trail that %s', (_case, trail, status) => {
      expect(judged(trail).status).toBe(status);
    });

    it('does not know whether an exclusion is of a log bucket that could not be read', () => {
      const trail = { selectors: butFor('arn:aws:s3:::elsewhere/'), bucketName: denied };
      expect(judged(trail)).toMatchObject({ status: 'unknown', because: { unknown: 'access-denied' } });
      expect(judged({ ...trail, selectors: basic('All', 'arn:aws:s3:::payroll/') }).status).toBe('fail');
    });

    it('does not judge an account that is closed, and waits a day for one that joined', () => {
      expect(judged({}, {}, { status: 'SUSPENDED' }).status).toBe('not_applicable');
      const joined = { visibleTrails: [], joinedAt: '2026-06-15T02:00:00.000Z' };
      expect(judged({}, {}, joined)).toMatchObject({ status: 'unknown', because: { unknown: 'pending' } });
    });

    it('does not know while the trails of the account are hidden', () => {
      expect(judged({ selectors: null }, {}, { visibleTrails: denied }).status).toBe('unknown');
    });
  });
}
