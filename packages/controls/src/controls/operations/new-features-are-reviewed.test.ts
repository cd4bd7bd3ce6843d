import { describe, expect, it } from 'vitest';
import { aDetector, anEstate, aRecord, complete, denied } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, EvidenceRecord } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './new-features-are-reviewed.ts';

function judged(
  records: readonly Partial<EvidenceRecord>[],
  parameters = {},
  differing: Partial<Estate> = {},
) {
  const list = complete(records.map((record) => aRecord({ kind: 'feature-review', ...record })));
  return verdictOf(control, anEstate({ records: list, ...differing }), parameters);
}
const unread = {
  records: { items: [], complete: unknownBecause('not-read', 'no file of records was given') },
};

const features = (...names: string[]) => ({
  detectors: complete([
    aDetector({
      features: complete(names.map((name) => ({ name, setting: 'ENABLED' as const, additional: [] }))),
    }),
  ]),
});

describe(control.id, () => {
  it.each<[string, readonly Partial<EvidenceRecord>[], Partial<Estate>, string]>([
    ['known features and a review', [{}], {}, 'pass'],
    ['a feature that nobody knows', [{}], features('S3_DATA_EVENTS', 'QUANTUM_EVENTS'), 'fail'],
    ['a review of 91 days ago', [{ at: '2026-03-16T11:00:00.000Z' }], {}, 'fail'],
    ['no review', [], {}, 'fail'],
    ['features that could not be read', [{}], { detectors: { items: [], complete: denied } }, 'unknown'],
    ['records that were not read', [], unread, 'unknown'],
  ])('%s -> %s', (_case, records, differing, status) => {
    expect(judged(records, {}, differing).status).toBe(status);
  });

  it('names the feature', () => {
    expect(judged([{}], {}, features('QUANTUM_EVENTS'))).toMatchObject({
      reason: expect.stringContaining('QUANTUM_EVENTS'),
    });
  });
});
