import { describe, expect, it } from 'vitest';
import {
  aLogTable,
  anEstate,
  anEventDataStore,
  aQueryWorkgroup,
  aRecord,
  complete,
  denied,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, EvidenceRecord } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './logs-can-be-queried.ts';

function judged(
  records: readonly Partial<EvidenceRecord>[],
  parameters = {},
  differing: Partial<Estate> = {},
) {
  const list = complete(records.map((record) => aRecord({ kind: 'log-query-test', ...record })));
  return verdictOf(control, anEstate({ records: list, ...differing }), parameters);
}
const unread = {
  records: { items: [], complete: unknownBecause('not-read', 'no file of records was given') },
};

describe(control.id, () => {
  it('passes with a table, encrypted results and a test', () => {
    expect(judged([{}]).status).toBe('pass');
  });

  it.each<[string, Partial<Estate>, string]>([
    ['no table', { logTables: complete([]), eventDataStores: complete([]) }, 'fail'],
    [
      'a table over another bucket',
      {
        logTables: complete([aLogTable({ location: 's3://other/AWSLogs/' })]),
        eventDataStores: complete([]),
      },
      'fail',
    ],
    [
      'an event data store of the organization',
      { logTables: complete([]), eventDataStores: complete([anEventDataStore()]) },
      'pass',
    ],
    [
      'results in clear',
      { queryWorkgroups: complete([aQueryWorkgroup({ encryptsResults: false })]) },
      'fail',
    ],
    [
      'tables that could not be read',
      { logTables: { items: [], complete: denied }, eventDataStores: complete([]) },
      'unknown',
    ],
    ['workgroups that could not be read', { queryWorkgroups: { items: [], complete: denied } }, 'unknown'],
    ['records that were not read', unread, 'unknown'],
  ])('%s -> %s', (_case, differing, status) => {
    expect(judged([{}], {}, differing).status).toBe(status);
  });

  it.each<[string, Partial<EvidenceRecord>[], string]>([
    ['that failed', [{ outcome: 'failed' }], 'fail'],
    ['that is too old', [{ at: '2026-05-01T00:00:00.000Z' }], 'fail'],
    ['that is not there', [], 'fail'],
  ])('a test %s -> %s', (_case, records, status) => {
    expect(judged(records).status).toBe(status);
  });

  it('does not apply where another system takes the logs in, and was tested', () => {
    expect(judged([{ covers: ['siem'] }], {}, { logTables: complete([]) }).status).toBe('not_applicable');
    expect(judged([{ covers: ['siem'], outcome: 'failed' }]).status).toBe('fail');
  });
});
