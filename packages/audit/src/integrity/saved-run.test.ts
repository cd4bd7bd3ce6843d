import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlaceReport } from './chain-report.ts';
import { ChainedLinesError } from './chained-lines.ts';
import { SavedRun, type SavedSubject } from './saved-run.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-saved-run-'));
  file = join(folder, 'run.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const request = { from: '2026-03-01', trail: undefined };
const subject: SavedSubject = {
  ...{ from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z', asOf: '2026-03-02T00:00:00.000Z' },
  places: [{ bucket: 'logs', prefix: null, organizationId: 'o-example' }],
  accounts: [{ accountId: '111111111111' }],
  regions: ['eu-west-1'],
  endsHead: null,
};
const report = (accountId: string): PlaceReport => ({
  accountId,
  region: 'eu-west-1',
  from: '2026-03-01T00:00:00.000Z',
  hours: ['proven', 'missing'],
  verified: { digests: 1, logFiles: 2 },
  faults: [
    {
      ...{ kind: 'missing', what: 'digest', object: null, count: 1, because: 'größer' },
      ...{ from: '2026-03-01T01:00:00.000Z', to: '2026-03-01T02:00:00.000Z' },
    },
  ],
  faultCount: 1,
  ends: [],
});
const places = ['111111111111', '222222222222', '333333333333'].map(report);

/** A run that was interrupted after some accounts. */
function run(count: number): void {
  using saved = SavedRun.open(file, request);
  saved.begin(subject);
  for (const place of places.slice(0, count)) saved.add(place);
}

describe('a run that was saved', () => {
  it('is what it verified when it goes on, and is gone when it is over', () => {
    run(2);
    using saved = SavedRun.open(file, request);
    expect(saved.subject).toEqual(subject);
    expect(saved.places).toEqual(places.slice(0, 2));
    saved.add(report('333333333333'));
    saved.finish();
    expect(existsSync(file)).toBe(false);
  });

  it('has not begun without a file, or with one that was cut off in its first line', () => {
    using first = SavedRun.open(file, request);
    expect([first.subject, first.places]).toEqual([null, []]);
    writeFileSync(file, '{"previous":nu');
    using second = SavedRun.open(file, request);
    expect(second.subject).toBe(null);
    second.begin(subject);
    using third = SavedRun.open(file, request);
    expect(third.subject).toEqual(subject);
  });

  it('goes on where it was cut off, at whatever byte, and ends up with the same', () => {
    run(3);
    const whole = readFileSync(file);
    fc.assert(
      fc.property(fc.nat({ max: whole.length }), (length) => {
        writeFileSync(file, whole.subarray(0, length));
        {
          using saved = SavedRun.open(file, request);
          if (saved.subject === null) saved.begin(subject);
          expect(saved.places).toEqual(places.slice(0, saved.places.length));
          for (const place of places.slice(saved.places.length)) saved.add(place);
        }
        expect(readFileSync(file)).toEqual(whole);
      }),
      { seed: 20260305, numRuns: 100 },
    );
  });

  it('is not believed when any letter of it was changed', () => {
    run(3);
    const whole = readFileSync(file, 'utf8');
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 2 }), (at) => {
        const letter = whole[at] === '1' ? '2' : '1';
        writeFileSync(file, `${whole.slice(0, at)}${letter}${whole.slice(at + 1)}`);
        expect(() => SavedRun.open(file, request)).toThrow(ChainedLinesError);
      }),
      { seed: 20260306, numRuns: 100 },
    );
  });

  it.each([
    ['of other options', (text: string) => text, { from: '2026-04-01' }, ':1 is of a run with other options'],
    [
      'without its first line',
      (text: string) => text.slice(text.indexOf('\n') + 1),
      request,
      ':1 does not follow',
    ],
    ['of something else', () => '{"previous":null}\n', request, ':1 is of no run of verify-logs'],
    ['of no JSON', () => 'x\n', request, ':1 is no JSON'],
  ])('is refused when it is %s', (_case, change, asked, message) => {
    run(1);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    expect(() => SavedRun.open(file, asked)).toThrow(message);
  });
});
