import { describe, expect, it } from 'vitest';
import { anEstate, aRecord, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, EvidenceRecord } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './alert-path-is-tested.ts';

function judged(
  records: readonly Partial<EvidenceRecord>[],
  parameters = {},
  differing: Partial<Estate> = {},
) {
  const list = complete(records.map((record) => aRecord({ kind: 'alert-test', ...record })));
  return verdictOf(control, anEstate({ records: list, ...differing }), parameters);
}
const unread = {
  records: { items: [], complete: unknownBecause('not-read', 'no file of records was given') },
};

describe(control.id, () => {
  it.each<[string, readonly Partial<EvidenceRecord>[], string]>([
    ['of two days ago', [{}], 'pass'],
    ['of 91 days ago', [{ at: '2026-03-16T11:00:00.000Z' }], 'fail'],
    ['in which the alert never came', [{ outcome: 'failed' }], 'fail'],
    ['that should have been repeated', [{ nextDue: '2026-06-14T23:59:59.999Z' }], 'fail'],
    ['that is not there', [], 'fail'],
  ])('a drill %s -> %s', (_case, records, status) => {
    expect(judged(records).status).toBe(status);
  });

  it('takes the days from the parameter', () => {
    expect(judged([{}], { testDays: 1 }).status).toBe('fail');
  });

  it('is not known where no records were read', () => {
    expect(judged([], {}, unread).status).toBe('unknown');
  });
});
