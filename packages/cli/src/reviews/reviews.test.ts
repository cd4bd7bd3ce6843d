import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controls, judge, recordKinds, unreadParts } from '@trailguard/controls';
import { parseRecords } from '@trailguard/controls/records';
import { anEstate } from '@trailguard/controls/test';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';
import { appendEntry } from './append-entry.ts';
import { reviewNames } from '@trailguard/controls/reviews';
import { dueReviews } from '@trailguard/controls/reviews';
import { reviewKinds } from '@trailguard/controls/reviews';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-reviews-'));
  file = join(folder, 'trailguard.records.yaml');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

const existing = `# Kept by the security team.
records:
  # In the meeting.
  - id: trail-review-2026-q2
    kind: trail-review
    at: 2026-06-15
    by: [alice@example.com]
    signedOffBy: bob@example.com # our lead
    outcome: passed
    covers: [trails, selectors, bucket, key, exceptions, break-glass]
    reference: https://tickets.example.com/SEC-118
    nextDue: 2026-08-01
`;
const list = (...args: string[]) => runTrailguard(['reviews', 'list', '--records', file, ...args]);
const signOff = (kind: string, ...args: string[]) =>
  runTrailguard([
    'reviews',
    'sign-off',
    kind,
    '--records',
    file,
    '--by',
    'alice@example.com',
    '--reference',
    'SEC-200',
    '--at',
    '2026-09-01',
    ...args,
  ]);
const passed = ['--outcome', 'passed'];
const signed = ['--signed-off-by', 'bob@example.com'];

describe('trailguard reviews', () => {
  it('knows every kind of review that records have, and each control that asks for one', () => {
    expect([...reviewNames].sort()).toEqual(
      recordKinds.filter((kind) => kind !== 'incident' && kind !== 'sign-off').sort(),
    );
    for (const { kind, days, controlId } of reviewKinds) {
      expect(days, kind).toBeGreaterThan(0);
      if (controlId !== null) expect(controls.map(({ id }) => id)).toContain(controlId);
    }
  });

  it.each([
    ['2026-06-20', 'done', 0],
    ['2026-07-25', 'due-soon', 0],
    ['2026-08-02', 'overdue', 1],
  ])('on %s a review that is due on 1 August is %s', async (on, state) => {
    writeFileSync(file, existing);
    const { code, stdout } = await list('--on', on, '--json');
    const { reviews } = JSON.parse(stdout) as { reviews: { kind: string; state: string; dueAt: string }[] };
    expect(reviews.find(({ kind }) => kind === 'trail-review')).toMatchObject({
      state,
      dueAt: '2026-08-01T23:59:59.999Z',
    });
    expect(reviews.find(({ kind }) => kind === 'alert-test')).toMatchObject({ state: 'never', dueAt: null });
    expect(code).toBe(1);
  });

  it('tells a person what to do first, with the command', async () => {
    writeFileSync(file, existing);
    const { stdout } = await list('--on', '2026-08-02');
    expect(stdout).toMatch(/overdue +trail-review \(OPS-04\)/);
    expect(stdout).toContain('then: trailguard reviews sign-off trail-review');
    expect(stdout).toContain('11 of 11 reviews have to be done.');
  });

  it('ends well once every review is recorded', async () => {
    for (const kind of reviewNames) {
      const more = kind === 'findings-review' ? ['--count', 'high=0'] : signed;
      expect(await signOff(kind, ...passed, ...more)).toMatchObject({ code: 0 });
    }
    expect(await list('--on', '2026-09-01T01:00:00Z')).toMatchObject({ code: 0, stderr: '' });
  });

  it('says of a fault in the records where it is, and judges nothing', async () => {
    writeFileSync(file, existing.replace('passed', 'fine'));
    expect(await list()).toMatchObject({ code: 2, stdout: '' });
  });

  it('takes for done what the control passes, and for open what it fails, on any day', () => {
    const day = 86_400_000;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 }),
        fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
        fc.constantFrom('trail-review', 'findings-review', 'alert-test', 'threat-hunt', 'log-query-test'),
        fc.constantFrom('passed', 'failed'),
        (age, due, kind, outcome) => {
          const now = Date.parse('2026-06-15T12:00:00Z');
          const date = (time: number) => new Date(time).toISOString().slice(0, 10);
          const at = now - age * day;
          const review = reviewKinds.find((one) => one.kind === kind);
          const entry = {
            id: 'one',
            kind,
            at: `${date(at)}T12:00:00Z`,
            by: ['a'],
            signedOffBy: 'b',
            outcome,
            covers: [...(review?.covers ?? [])],
            counts: { high: 0 },
            reference: 'r',
            ...(due === undefined ? {} : { nextDue: date(at + due * day) }),
          } as never;
          const records = parseRecords([{ file, text: appendEntry('', entry) }]);
          const [own] = dueReviews(review ? [review] : [], records, new Date(now));
          const control = controls.filter(({ id }) => id === review?.controlId);
          const estate = anEstate({
            ...(kind === 'trail-review'
              ? { access: unreadParts({ unknown: 'not-read' } as never).access }
              : {}),
            asOf: new Date(now).toISOString(),
            records: { items: records, complete: true },
          });
          const [result] = judge(estate, { controls: control });
          expect(own?.state === 'done' || own?.state === 'due-soon').toBe(result?.verdict.status !== 'fail');
        },
      ),
      { seed: 406, numRuns: 150 },
    );
  });
});

describe('trailguard reviews sign-off', () => {
  it('only adds to the file: comments and lines stay, and the record is evidence', async () => {
    writeFileSync(file, existing);
    const { code, stdout } = await signOff(
      'trail-review',
      ...passed,
      ...signed,
      '--action',
      'the key: rotated',
    );
    expect([code, stdout]).toEqual([0, `trail-review-2026-09-01 is recorded in ${file}\n`]);
    const after = readFileSync(file, 'utf8');
    expect(after.startsWith(existing)).toBe(true);
    expect(parseRecords([{ file, text: after }]).at(-1)).toMatchObject({
      kind: 'trail-review',
      by: ['alice@example.com'],
      signedOffBy: 'bob@example.com',
      covers: ['trails', 'selectors', 'bucket', 'key', 'exceptions', 'break-glass'],
      actions: ['the key: rotated'],
      reference: 'SEC-200',
    });
  });

  it('gives a second record of the day an id of its own', async () => {
    await signOff('alert-test', ...passed);
    expect((await signOff('alert-test', ...passed)).stdout).toContain('alert-test-2026-09-01-2 is recorded');
  });

  it('makes the file where there is none, and a file of its own in a folder', async () => {
    await signOff('alert-test', '--outcome', 'failed');
    expect(parseRecords([{ file, text: readFileSync(file, 'utf8') }])).toMatchObject([{ outcome: 'failed' }]);
    await signOff('restore-test', ...passed, '--records', folder);
    expect(readFileSync(join(folder, 'restore-test-2026-09-01.yaml'), 'utf8')).toContain(
      'kind: restore-test',
    );
  });

  it.each<[string, string, string[], string]>([
    [
      'by who did it',
      'trail-review',
      [...passed, '--signed-off-by', 'Alice@example.com'],
      'cannot sign it off',
    ],
    ['by nobody, of trail settings', 'trail-review', passed, 'nobody has signed the record'],
    [
      'of half of the settings',
      'trail-review',
      [...passed, ...signed, '--covers', 'trails'],
      'does not cover selectors',
    ],
    ['of findings without counts', 'findings-review', passed, 'has no counts by severity'],
    [
      'of findings without a decision',
      'findings-review',
      [...passed, '--count', 'high=2'],
      'does not say what was decided',
    ],
    ['of a kind that is none', 'glance', passed, 'glance is no kind of review here; there are trail-review'],
    ['with an id that is taken', 'alert-test', [...passed, '--id', 'trail-review-2026-q2'], 'is taken by'],
    ['due before it was done', 'alert-test', [...passed, '--next-due', '2026-08-01'], 'is before at'],
  ])('refuses one %s, and leaves the file as it is', async (_what, kind, args, message) => {
    writeFileSync(file, existing);
    const { code, stderr } = await signOff(kind, ...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(readFileSync(file, 'utf8')).toBe(existing);
  });

  it.each([
    [
      'a list in brackets',
      'records: [{id: a, kind: alert-test, at: 2026-01-01, by: [a], outcome: passed, reference: r}]\n',
    ],
    [
      'JSON',
      '{"records": [{"id":"a","kind":"alert-test","at":"2026-01-01","by":["a"],"outcome":"passed","reference":"r"}]}',
    ],
  ])('refuses to add to %s, which it would have to rewrite', async (_form, text) => {
    writeFileSync(file, text);
    expect((await signOff('alert-test', ...passed)).code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('writes any text so that it is read as the same', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((one) => one.trim() !== '');
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 3 }), (reference, actions) => {
        const entry = {
          id: 'one',
          kind: 'alert-test',
          at: '2026-01-01',
          by: ['a'],
          outcome: 'passed',
          actions,
          reference,
        };
        const written = appendEntry(existing, entry as never);
        expect(written.startsWith(existing)).toBe(true);
        expect(parseRecords([{ file, text: written }]).at(-1)).toMatchObject({ reference, actions });
      }),
      { seed: 407, numRuns: 200 },
    );
  });
});
