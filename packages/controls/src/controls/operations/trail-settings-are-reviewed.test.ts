import { describe, expect, it } from 'vitest';
import { aBreakGlassAccess, anEstate, aRecord, complete, denied } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, EvidenceRecord } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './trail-settings-are-reviewed.ts';

function judged(
  records: readonly Partial<EvidenceRecord>[],
  parameters = {},
  differing: Partial<Estate> = {},
) {
  const list = complete(records.map((record) => aRecord({ kind: 'trail-review', ...record })));
  return verdictOf(control, anEstate({ records: list, ...differing }), parameters);
}
const unread = {
  records: { items: [], complete: unknownBecause('not-read', 'no file of records was given') },
};

describe(control.id, () => {
  it.each<[string, readonly Partial<EvidenceRecord>[], string]>([
    ['signed, of all that counts', [{}], 'pass'],
    ['unsigned', [{ signedOffBy: null }], 'fail'],
    [
      'without a look at break-glass',
      [{ covers: ['trails', 'selectors', 'bucket', 'key', 'exceptions'] }],
      'fail',
    ],
    ['of 91 days ago', [{ at: '2026-03-16T11:00:00.000Z' }], 'fail'],
    ['that is not there', [], 'fail'],
  ])('a review %s -> %s', (_case, records, status) => {
    expect(judged(records).status).toBe(status);
  });

  it('takes the days from the parameter', () => {
    expect(judged([{ at: '2026-06-01T00:00:00.000Z' }], { reviewDays: 7 }).status).toBe('fail');
  });

  it('is not known where no records were read', () => {
    expect(judged([], {}, unread).status).toBe('unknown');
  });

  const used = (lastUsed: string) => ({ access: complete([aBreakGlassAccess({ lastUsed })]) });
  const incident = {
    id: 'i',
    kind: 'incident',
    scope: ['arn:aws:iam::222222222222:role/break-glass'],
  } as const;

  it('asks for an incident record where the break-glass role was used', () => {
    expect(judged([{}], {}, used('2026-06-01T00:00:00.000Z'))).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('no incident record names it'),
    });
    expect(judged([{}, incident], {}, used('2026-06-01T00:00:00.000Z')).status).toBe('pass');
    expect(judged([{}, { ...incident, scope: [] }], {}, used('2026-06-01T00:00:00.000Z')).status).toBe(
      'fail',
    );
    expect(judged([{}], {}, used('2025-06-01T00:00:00.000Z')).status).toBe('pass');
    expect(judged([{}], {}, { access: complete([aBreakGlassAccess({ lastUsed: denied })]) }).status).toBe(
      'unknown',
    );
  });
});
