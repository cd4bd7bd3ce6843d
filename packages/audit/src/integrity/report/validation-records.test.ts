import { parseRecords } from '@trailguard/controls/records';
import { describe, expect, it } from 'vitest';
import type { PlaceReport } from '../chain-report.ts';
import type { HourState } from '../hour-state.ts';
import { reportOf } from './integrity-report.ts';
import { validationRecords } from './validation-records.ts';

const from = '2026-03-01T00:00:00.000Z';
const times = { from, to: '2026-03-02T00:00:00.000Z', asOf: '2026-03-03T00:00:00.000Z', endsHead: null };
const by = { by: 'a job', reference: 'its report' };
const place = (number: number, hours: readonly HourState[]): PlaceReport => ({
  ...{ accountId: String(number).padStart(12, '0'), region: 'eu-west-1', from, hours, ends: [] },
  ...{ verified: { digests: 0, logFiles: 0 }, faults: [], faultCount: 0 },
});

/** As an audit reads them. */
const recordsOf = (places: readonly PlaceReport[]) =>
  parseRecords([
    {
      file: 'records.yaml',
      text: JSON.stringify({ records: validationRecords(reportOf(places, times), by) }),
    },
  ]);

describe('the records of a verification', () => {
  it('tell what is proven from what is not, place by place', () => {
    const places = [place(1, ['proven', 'pending']), place(2, ['proven', 'unknown']), place(3, ['missing'])];
    expect(recordsOf(places).map(({ outcome, scope, counts }) => [outcome, scope, counts])).toEqual([
      ['passed', ['000000000001/eu-west-1'], { 'hours proven': 1, 'hours pending': 1 }],
      [
        'failed',
        ['000000000002/eu-west-1', '000000000003/eu-west-1'],
        { 'hours proven': 1, 'hours unknown': 1, 'hours missing': 1 },
      ],
    ]);
  });

  it('say nothing of a place of which nothing is proven yet: that nothing was wrong is no evidence', () => {
    const places = [
      place(1, ['not-expected', 'pending']),
      place(2, ['stopped']),
      place(3, ['provably-empty', 'pending']),
    ];
    expect(recordsOf(places).map(({ outcome, scope }) => [outcome, scope])).toEqual([
      ['passed', ['000000000003/eu-west-1']],
    ]);
    expect(recordsOf(places.slice(0, 2))).toEqual([]);
  });

  it('speak of every place of an organization that is too large for one record', () => {
    const places = Array.from({ length: 20_001 }, (_, at) => place(at, ['proven']));
    const records = recordsOf(places);
    expect(new Set(records.flatMap(({ scope }) => scope)).size).toBe(20_001);
    expect(new Set(records.map(({ id }) => id)).size).toBe(3);
  });
});
