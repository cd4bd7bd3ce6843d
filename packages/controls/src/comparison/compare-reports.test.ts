import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aReport } from '../../test/a-report.ts';
import type { Status } from '../model/verdict.ts';
import { type AccountNames, type Finding, reportOf, type RunReport } from '../report/index.ts';
import { type ChangeKind, compareReports, readReport, writeComparison } from './index.ts';

const whole = aReport();
const statuses: readonly Status[] = ['pass', 'fail', 'waived', 'unknown', 'not_evaluated', 'not_applicable'];
const aFinding = (differing: Partial<Finding> = {}): Finding => ({
  controlId: 'CT-06',
  status: 'pass',
  severity: 'high',
  subject: { kind: 'trail', id: 'main', accountId: '111111111111' },
  reason: '',
  evidence: [],
  ...differing,
});
/** Of the controls CT-06 and LB-12; something passes in each account, so that all of these were audited. */
const reportWith = (findings: readonly Finding[], differing: Partial<RunReport> = {}): RunReport => ({
  ...reportOf({
    lens: 'live',
    at: '2026-06-15T12:00:00.000Z',
    sources: ['all accounts'],
    controls: whole.controls.filter(({ id }) => id === 'CT-06' || id === 'LB-12'),
    findings,
  }),
  ...differing,
});
const elsewhere = aFinding({ subject: { kind: 'trail', id: 'other', accountId: '111111111111' } });
const kindsOf = (before: RunReport, after: RunReport): readonly ChangeKind[] =>
  compareReports(before, after).changes.map(({ kind }) => kind);

describe('what becomes of a finding', () => {
  it.each([
    ['pass', 'fail', 'new'],
    ['not_applicable', 'fail', 'new'],
    ['unknown', 'fail', 'revealed'],
    ['waived', 'fail', 'waiver-ended'],
    ['fail', 'fail', 'still-failing'],
    ['fail', 'pass', 'fixed'],
    ['fail', 'not_applicable', 'fixed'],
    ['fail', 'unknown', 'to-unknown'],
    ['pass', 'unknown', 'to-unknown'],
    ['fail', 'waived', 'waived'],
    ['unknown', 'pass', 'passing'],
    ['waived', 'pass', 'passing'],
    ['pass', 'not_applicable', 'changed-evidence'],
  ] as const)('%s, then %s: %s', (before, after, kind) => {
    const both = [before, after].map((status) => reportWith([aFinding({ status })])) as [
      RunReport,
      RunReport,
    ];
    expect(kindsOf(...both)).toEqual([kind]);
  });

  it('evidence that differs is told, when it was read is not', () => {
    const read = (value: boolean, at: string) =>
      reportWith([aFinding({ status: 'fail', evidence: [{ field: 'on', value, at }] })]);
    expect(kindsOf(read(true, '2026-06-15'), read(false, '2026-06-15'))).toEqual(['changed-evidence']);
    expect(kindsOf(read(true, '2026-06-15'), read(true, '2026-06-16'))).toEqual(['still-failing']);
  });

  const failing = aFinding({ status: 'fail' });
  it('a thing that is provably gone is fixed', () => {
    expect(kindsOf(reportWith([failing, elsewhere]), reportWith([elsewhere]))).toEqual(['fixed']);
  });

  it.each([
    ['in its account', '111111111111'],
    ['in the whole', undefined],
  ])('one that may only be hidden, for something is unknown %s, is not fixed', (_case, accountId) => {
    const subject = { kind: 'trail', id: 'trails', ...(accountId === undefined ? {} : { accountId }) };
    const hidden = aFinding({ status: 'unknown', subject });
    const after = reportWith([elsewhere, hidden]);
    expect(kindsOf(reportWith([failing, elsewhere]), after)).toEqual(['to-unknown', 'to-unknown']);
  });

  it('one whose account or control is not in the newer report is no longer audited', () => {
    const other = aFinding({ subject: { kind: 'trail', id: 'x', accountId: '222222222222' } });
    expect(kindsOf(reportWith([failing, other]), reportWith([other]))).toEqual(['no-longer-audited']);
    const without = reportWith([elsewhere], { controls: [] });
    expect(kindsOf(reportWith([failing]), { ...without, findings: [] })).toEqual(['no-longer-audited']);
  });

  it('one whose account was not in the older report was not new, but not looked at', () => {
    const other = aFinding({ subject: { kind: 'trail', id: 'x', accountId: '222222222222' } });
    expect(kindsOf(reportWith([other]), reportWith([other, failing]))).toEqual(['revealed']);
  });
});

describe('a comparison', () => {
  const subject = fc.record({
    kind: fc.constant('trail'),
    id: fc.constantFrom('a', 'b', 'c'),
    accountId: fc.constantFrom('111111111111', '222222222222'),
  });
  const finding = fc
    .record({
      controlId: fc.constantFrom('CT-06', 'LB-12'),
      status: fc.constantFrom(...statuses),
      subject,
      reason: fc.constantFrom('', 'one', 'two'),
    })
    .map(aFinding);
  const report = fc
    .tuple(fc.array(finding, { maxLength: 12 }), fc.subarray(['CT-06', 'LB-12']))
    .map(([findings, ids]) =>
      reportWith(
        findings.filter(({ controlId }) => ids.includes(controlId)),
        { controls: whole.controls.filter(({ id }) => ids.includes(id)) },
      ),
    );
  const of = (before: RunReport, after: RunReport, kind: ChangeKind) =>
    compareReports(before, after)
      .changes.filter((change) => change.kind === kind)
      .map(({ controlId, subject: thing }) => JSON.stringify([controlId, thing]))
      .sort();

  it('of a report with itself has nothing but what still fails', () => {
    fc.assert(
      fc.property(report, (one) => {
        const { counts, changes } = compareReports(one, one);
        expect(changes.every(({ kind }) => kind === 'still-failing')).toBe(true);
        expect(counts['still-failing']).toBe(one.counts.fail === 0 ? 0 : changes.length);
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  it('swapped has as fixed what was new, and the other way round', () => {
    fc.assert(
      fc.property(report, report, (one, other) => {
        expect(of(one, other, 'new')).toEqual(of(other, one, 'fixed'));
      }),
      { seed: 22, numRuns: 500 },
    );
  });

  it('has each finding of both reports once', () => {
    fc.assert(
      fc.property(report, report, (one, other) => {
        const { counts, changes } = compareReports(one, other);
        const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
        expect(total - counts.unchanged).toBe(changes.length);
        const pairs = one.findings.length + other.findings.length - total;
        expect(pairs).toBeGreaterThanOrEqual(0);
        const fails = (side: 'before' | 'after') =>
          changes.filter((change) => change[side]?.status === 'fail').length;
        expect([fails('before'), fails('after')]).toEqual([
          one.findings.filter(({ status }) => status === 'fail').length,
          other.findings.filter(({ status }) => status === 'fail').length,
        ]);
      }),
      { seed: 23, numRuns: 500 },
    );
  });

  it('tells by how much scores differ', () => {
    const { scores } = compareReports(
      reportWith([aFinding({ status: 'fail' })]),
      reportWith([aFinding({ status: 'pass' })]),
    );
    expect(scores.byFamily).toEqual([
      { id: 'CT', name: 'CloudTrail trails and event data stores', before: 0, after: 100 },
    ]);
    expect(scores.byAccount).toEqual([{ id: '111111111111', name: '111111111111', before: 0, after: 100 }]);
  });

  it('tells scores of accounts by the name that the newer report has, with the id', () => {
    const named = (accountNames: AccountNames, status: 'fail' | 'pass') =>
      reportOf({ ...reportWith([aFinding({ status })]), accountNames });
    const comparison = compareReports(named({}, 'fail'), named({ '111111111111': 'payer' }, 'pass'));
    expect(comparison.scores.byAccount).toMatchObject([{ id: '111111111111', name: 'payer' }]);
    for (const format of ['text', 'html'] as const)
      expect(writeComparison(comparison, format, { version: '0.1.0' })).toContain('payer (111111111111)');
  });

  it('warns of reports that are the wrong way round', () => {
    const older = reportWith([], { at: '2026-01-01T00:00:00.000Z' });
    expect(compareReports(reportWith([]), older).warnings).toEqual([expect.stringContaining('is younger')]);
  });

  it('refuses reports of two lenses', () => {
    expect(() => compareReports(reportWith([]), reportWith([], { lens: 'state' }))).toThrow('lens state');
  });
});

describe('a report that is read', () => {
  it('is what was written', () => {
    expect(readReport(JSON.stringify(whole), 'old.json')).toEqual(JSON.parse(JSON.stringify(whole)));
  });

  it.each([
    ['no JSON', '{', /^old\.json is no JSON \(.*\); make one/],
    ['something else', '{"schema":"other/1"}', /^old\.json is no report of trailguard: .*; make one/],
    ['a list', '[]', /^old\.json is no report of trailguard: it must be object; make one/],
  ])('%s is refused with what is wrong', (_case, text, message) => {
    expect(() => readReport(text, 'old.json')).toThrow(message);
  });
});
