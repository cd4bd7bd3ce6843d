import { describe, expect, it } from 'vitest';
import { aDetector, anEstate, aRecord, complete, denied } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, EvidenceRecord } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './findings-are-reviewed.ts';

function judged(
  records: readonly Partial<EvidenceRecord>[],
  parameters = {},
  differing: Partial<Estate> = {},
) {
  const list = complete(records.map((record) => aRecord({ kind: 'findings-review', ...record })));
  return verdictOf(control, anEstate({ records: list, ...differing }), parameters);
}
const unread = {
  records: { items: [], complete: unknownBecause('not-read', 'no file of records was given') },
};

describe(control.id, () => {
  it.each<[string, readonly Partial<EvidenceRecord>[], string]>([
    ['of no findings', [{}], 'pass'],
    ['of findings, with decisions', [{ counts: { high: 1 }, actions: ['patched'] }], 'pass'],
    ['of findings, without decisions', [{ counts: { high: 1 } }], 'fail'],
    ['without counts', [{ counts: {} }], 'fail'],
    ['of eight days ago', [{ at: '2026-06-07T11:00:00.000Z' }], 'fail'],
    ['that is not there', [], 'fail'],
  ])('a review %s -> %s', (_case, records, status) => {
    expect(judged(records).status).toBe(status);
  });

  it('does not apply where GuardDuty is on nowhere', () => {
    expect(judged([], {}, { detectors: complete([]) }).status).toBe('not_applicable');
    expect(judged([], {}, { detectors: complete([aDetector({ id: null })]) }).status).toBe('not_applicable');
    expect(judged([], {}, { detectors: { items: [], complete: denied } }).status).toBe('unknown');
  });

  it('is not known where no records were read', () => {
    expect(judged([], {}, unread).status).toBe('unknown');
  });
});
