import { describe, expect, it } from 'vitest';
import { anEstate, aRecord, complete } from '../../test/builders.ts';
import type { EvidenceRecord } from '../model/records.ts';
import { unknownBecause } from '../model/fact.ts';
import { hasRecord, type WantedRecord } from './records.ts';

function judged(records: Partial<EvidenceRecord>[], wanted: Partial<WantedRecord> = {}) {
  return hasRecord(anEstate({ records: complete(records.map(aRecord)) }), {
    kind: 'trail-review',
    days: 90,
    what: 'a review of the trails',
    ...wanted,
  });
}

describe('a record', () => {
  it.each<[string, Partial<EvidenceRecord>[], string]>([
    ['of two days ago', [{}], 'pass'],
    ['of another kind', [{ kind: 'incident' }], 'fail'],
    ['of 90 days ago', [{ at: '2026-03-17T12:00:00.000Z' }], 'pass'],
    ['a second older', [{ at: '2026-03-17T11:59:59.000Z' }], 'fail'],
    ['of tomorrow', [{ at: '2026-06-16T12:00:00.000Z' }], 'fail'],
    ['past its due date', [{ nextDue: '2026-06-15T11:59:59.000Z' }], 'fail'],
    ['due this moment', [{ nextDue: '2026-06-15T12:00:00.000Z' }], 'pass'],
    ['that failed', [{ outcome: 'failed' }], 'fail'],
    ['that failed after one passed', [{}, { outcome: 'failed', at: '2026-06-14T12:00:00.000Z' }], 'fail'],
    ['that passed after one failed', [{ outcome: 'failed' }, { at: '2026-06-14T12:00:00.000Z' }], 'pass'],
    ['that speaks of a part of the organization', [{ scope: ['111111111111'] }], 'fail'],
    ['that is not there', [], 'fail'],
  ])('%s -> %s', (_case, records, status) => {
    expect(judged(records).status).toBe(status);
  });

  it.each([
    ['111111111111', 'pass'],
    ['111111111111/us-east-1', 'pass'],
    ['222222222222', 'fail'],
  ])('of 111111111111* and %s -> %s', (scope, status) => {
    expect(judged([{ scope: ['111111111111*'] }], { scope }).status).toBe(status);
  });

  it('is no evidence when more is asked of it than it says', () => {
    const objection = ({ id, signedOffBy }: EvidenceRecord) =>
      signedOffBy === null ? `nobody signed ${id}` : undefined;
    expect(judged([{ signedOffBy: null }], { objection })).toMatchObject({
      status: 'fail',
      reason: 'a review of the trails: nobody signed trail-review-1',
    });
  });

  it('is not known where no records were read, or no time is known', () => {
    const wanted = { kind: 'trail-review', days: 90, what: 'a review' } as const;
    const unread = { items: [], complete: unknownBecause('not-read', 'no file of records was given') };
    expect(hasRecord(anEstate({ records: unread }), wanted)).toMatchObject({ status: 'unknown' });
    expect(hasRecord(anEstate({ asOf: null }), wanted)).toMatchObject({ status: 'unknown' });
  });

  it('is named with the place where it is written', () => {
    expect(judged([{}])).toMatchObject({
      evidence: [{ field: 'record', resource: 'trail-review-1 (trailguard.records.yaml:2)' }],
    });
  });
});
