import { describe, expect, it } from 'vitest';
import { mostRows } from './calendar.ts';
import type { PlaceReport } from '../chain-report.ts';
import type { HourState } from '../hour-state.ts';
import { integrityHtml } from './integrity-html.ts';
import { reportOf } from './integrity-report.ts';

const times = {
  from: '2026-03-01T00:00:00.000Z',
  to: '2026-03-02T00:00:00.000Z',
  asOf: '2026-03-03T00:00:00.000Z',
};

const place = (
  accountId: string,
  hours: readonly HourState[],
  differing: Partial<PlaceReport> = {},
): PlaceReport => ({
  ...{ accountId, region: 'eu-west-1', from: times.from, hours, faults: [], faultCount: 0, ends: [] },
  verified: { digests: 0, logFiles: 0 },
  ...differing,
});
const pageOf = (...places: PlaceReport[]) => integrityHtml(reportOf(places, { ...times, endsHead: null }));
const id = (number: number) => String(number).padStart(12, '0');

/** The calendar's cells, as they are told to who points at them. */
const cellsOf = (page: string) =>
  [...page.matchAll(/<rect class="([^"]+)".*?<title>([^<]*)<\/title>/g)].map((match) => match[2]);

describe('the page of a report', () => {
  it('has a calendar of accounts by hours, each cell the worst of all Regions', () => {
    const page = pageOf(
      place(id(2), ['proven', 'proven', 'missing']),
      place(id(1), ['proven', 'unknown', 'proven']),
      place(id(1), ['tampered', 'proven', 'proven'], { region: 'us-east-1' }),
    );
    expect(cellsOf(page)).toEqual([
      `${id(1)} from 2026-03-01T00:00:00.000Z to 2026-03-01T01:00:00.000Z: tampered`,
      `${id(1)} from 2026-03-01T01:00:00.000Z to 2026-03-01T02:00:00.000Z: unknown`,
      `${id(1)} from 2026-03-01T02:00:00.000Z to 2026-03-01T03:00:00.000Z: proven`,
      `${id(2)} from 2026-03-01T00:00:00.000Z to 2026-03-01T02:00:00.000Z: proven`,
      `${id(2)} from 2026-03-01T02:00:00.000Z to 2026-03-01T03:00:00.000Z: missing`,
    ]);
  });

  it('shows each bad hour of a long time, though a cell stands for several', () => {
    const hours = new Array<HourState>(2_000).fill('proven');
    hours[1_500] = 'missing';
    const cells = cellsOf(pageOf(place(id(1), hours)));
    expect(cells).toHaveLength(3);
    expect(cells[1]).toBe(`${id(1)} from 2026-05-02T12:00:00.000Z to 2026-05-02T15:00:00.000Z: missing`);
  });

  it('shows the accounts in which something is wrong, however many there are', () => {
    const places = Array.from({ length: mostRows + 50 }, (_, at) => place(id(at), ['proven']));
    const page = pageOf(...places, place('999999999999', ['missing']));
    expect(cellsOf(page).at(-1)).toContain('999999999999');
    expect(cellsOf(page)).toHaveLength(mostRows);
    expect(page).toContain('and 51 more accounts');
  });

  it('has every fault with its object, and lets no name of one be HTML', () => {
    const fault = {
      ...({ kind: 'unreferenced', what: 'log file', count: 1, because: 'no digest names it' } as const),
      ...{ from: times.from, to: times.to, object: 'logs/<script>alert(1)</script>.json.gz' },
    };
    const page = pageOf(place(id(1), ['unreferenced'], { faults: [fault], faultCount: 3 }));
    expect(page).toContain('logs/&lt;script&gt;alert(1)&lt;/script&gt;.json.gz');
    expect(page).not.toContain('<script');
    expect(page).toContain('>3 digests or log files are missing,');
    expect(page).toContain('and 2 more');
  });

  it('writes times and counts as people read them', () => {
    const page = pageOf(place(id(1), ['proven'], { verified: { digests: 4_800, logFiles: 64_000 } }));
    expect(page).toContain('<h1>Logs from 2026-03-01 00:00 UTC to 2026-03-02 00:00 UTC</h1>');
    expect(page).toContain('read at 2026-03-03 00:00 UTC. Verified: 4,800 digests, 64,000 log files.');
  });

  it('says that nothing is wrong only where nothing is', () => {
    expect(pageOf(place(id(1), ['proven']))).toContain('Nothing is missing or changed.');
    expect(pageOf()).toContain('0 accounts and Regions');
  });
});
