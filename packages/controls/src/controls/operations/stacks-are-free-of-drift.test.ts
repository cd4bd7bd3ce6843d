import { describe, expect, it } from 'vitest';
import { anEstate, aRecord, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, EvidenceRecord } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './stacks-are-free-of-drift.ts';

function judged(
  records: readonly Partial<EvidenceRecord>[],
  parameters = {},
  differing: Partial<Estate> = {},
) {
  const list = complete(records.map((record) => aRecord({ kind: 'drift-check', ...record })));
  return verdictOf(control, anEstate({ records: list, ...differing }), parameters);
}
const unread = {
  records: { items: [], complete: unknownBecause('not-read', 'no file of records was given') },
};

describe(control.id, () => {
  it.each<[string, readonly Partial<EvidenceRecord>[], Record<string, unknown>, string]>([
    ['of an hour ago', [{ at: '2026-06-15T11:00:00.000Z' }], {}, 'pass'],
    ['of 25 hours ago', [{ at: '2026-06-14T11:00:00.000Z' }], {}, 'fail'],
    ['of 25 hours ago, where 48 may pass', [{ at: '2026-06-14T11:00:00.000Z' }], { driftHours: 48 }, 'pass'],
    ['that showed changes', [{ at: '2026-06-15T11:00:00.000Z', outcome: 'failed' }], {}, 'fail'],
    ['of one stack', [{ at: '2026-06-15T11:00:00.000Z', scope: ['security/prod'] }], {}, 'fail'],
    [
      'of the one stack that counts',
      [{ at: '2026-06-15T11:00:00.000Z', scope: ['security/prod'] }],
      { stacks: ['security/prod'] },
      'pass',
    ],
    [
      'of another stack',
      [{ at: '2026-06-15T11:00:00.000Z', scope: ['security/prod'] }],
      { stacks: ['organization/prod'] },
      'fail',
    ],
    ['that is not there', [], {}, 'fail'],
  ])('a check %s -> %s', (_case, records, parameters, status) => {
    expect(judged(records, parameters).status).toBe(status);
  });

  it('is not known where no records were read', () => {
    expect(judged([], {}, unread).status).toBe('unknown');
  });
});
