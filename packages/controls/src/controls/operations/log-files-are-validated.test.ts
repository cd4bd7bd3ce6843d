import { describe, expect, it } from 'vitest';
import { anAccount, anEstate, aRecord, aTrail, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, EvidenceRecord } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './log-files-are-validated.ts';

function judged(
  records: readonly Partial<EvidenceRecord>[],
  parameters = {},
  differing: Partial<Estate> = {},
) {
  const list = complete(records.map((record) => aRecord({ kind: 'log-validation', ...record })));
  return verdictOf(control, anEstate({ records: list, ...differing }), parameters);
}
const unread = {
  records: { items: [], complete: unknownBecause('not-read', 'no file of records was given') },
};

const accounts = complete([anAccount()]);

describe(control.id, () => {
  it.each<[string, readonly Partial<EvidenceRecord>[], string]>([
    ['of the whole organization', [{}], 'pass'],
    [
      'of each Region of each account',
      names.regions.map((region) => ({ id: region, scope: [`${names.member}/${region}`] })),
      'pass',
    ],
    ['of all Regions of an account', [{ scope: [`${names.member}/*`] }], 'pass'],
    ['of one Region', [{ scope: [`${names.member}/us-east-1`] }], 'fail'],
    ['that found a changed file', [{ outcome: 'failed' }], 'fail'],
    ['of eight days ago', [{ at: '2026-06-07T11:00:00.000Z' }], 'fail'],
    ['that is not there', [], 'fail'],
  ])('a run %s -> %s', (_case, records, status) => {
    expect(judged(records, {}, { accounts }).status).toBe(status);
  });

  it.each<[string, Partial<Estate>, string]>([
    ['signs nothing', { trails: complete([aTrail({ validatesLogFiles: false })]) }, 'not_applicable'],
    ['signs nobody knows what', { trails: complete([aTrail({ validatesLogFiles: denied })]) }, 'unknown'],
    ['has accounts that could not be listed', { accounts: { items: [], complete: denied } }, 'unknown'],
    ['has records that were not read', unread, 'unknown'],
  ])('an organization that %s -> %s', (_case, differing, status) => {
    expect(judged([], {}, { accounts, ...differing }).status).toBe(status);
  });
});
