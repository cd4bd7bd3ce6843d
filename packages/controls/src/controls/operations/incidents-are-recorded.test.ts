import { describe, expect, it } from 'vitest';
import { aClosedFinding, anEstate, aRecord, complete, denied } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, EvidenceRecord } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './incidents-are-recorded.ts';

function judged(
  records: readonly Partial<EvidenceRecord>[],
  parameters = {},
  differing: Partial<Estate> = {},
) {
  const list = complete(records.map((record) => aRecord({ kind: 'incident', ...record })));
  return verdictOf(control, anEstate({ records: list, ...differing }), parameters);
}
const unread = {
  records: { items: [], complete: unknownBecause('not-read', 'no file of records was given') },
};

const closed = { closedFindings: complete([aClosedFinding({ id: 'f1' })]) };

describe(control.id, () => {
  it.each<[string, readonly Partial<EvidenceRecord>[], string]>([
    ['of the finding', [{ scope: ['f1'], actions: ['isolated the instance'] }], 'pass'],
    ['of the finding and others', [{ scope: ['f0', 'f1'], actions: ['isolated the instance'] }], 'pass'],
    ['that says nothing of what was done', [{ scope: ['f1'] }], 'fail'],
    ['of another finding', [{ scope: ['f2'], actions: ['none'] }], 'fail'],
    ['of everything and nothing', [{ actions: ['none'] }], 'fail'],
    ['of another kind', [{ kind: 'sign-off', scope: ['f1'], actions: ['none'] }], 'fail'],
    ['that is not there', [], 'fail'],
  ])('a record %s -> %s', (_case, records, status) => {
    expect(judged(records, {}, closed).status).toBe(status);
  });

  it('does not apply where no such finding was closed', () => {
    expect(judged([]).status).toBe('not_applicable');
  });

  it('is not known where findings or records were not read', () => {
    expect(judged([], {}, { closedFindings: { items: [], complete: denied } }).status).toBe('unknown');
    expect(judged([], {}, { ...closed, ...unread }).status).toBe('unknown');
  });
});
