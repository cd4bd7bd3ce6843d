import { describe, expect, it } from 'vitest';
import { anEstate, aRecord, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, EvidenceRecord } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './logs-are-hunted.ts';

function judged(
  records: readonly Partial<EvidenceRecord>[],
  parameters = {},
  differing: Partial<Estate> = {},
) {
  const list = complete(records.map((record) => aRecord({ kind: 'threat-hunt', ...record })));
  return verdictOf(control, anEstate({ records: list, ...differing }), parameters);
}
const unread = {
  records: { items: [], complete: unknownBecause('not-read', 'no file of records was given') },
};

describe(control.id, () => {
  it.each<[string, readonly Partial<EvidenceRecord>[], Record<string, unknown>, string]>([
    ['all patterns at once', [{}], {}, 'pass'],
    [
      'each pattern by itself',
      ['enumeration', 'privilege-escalation', 'model-abuse'].map((one) => ({ id: one, covers: [one] })),
      {},
      'pass',
    ],
    ['two of the patterns', [{ covers: ['enumeration', 'model-abuse'] }], {}, 'fail'],
    [
      'the one pattern that is asked for',
      [{ covers: ['enumeration'] }],
      { patterns: ['enumeration'] },
      'pass',
    ],
    ['all patterns, eight days ago', [{ at: '2026-06-07T11:00:00.000Z' }], {}, 'fail'],
    ['nothing', [], {}, 'fail'],
    ['nothing, as another system does', [], { siemDetects: true }, 'not_applicable'],
  ])('searched for %s -> %s', (_case, records, parameters, status) => {
    expect(judged(records, parameters).status).toBe(status);
  });

  it('is not known where no records were read', () => {
    expect(judged([], {}, unread).status).toBe('unknown');
  });
});
