import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { aReport } from '../../test/a-report.ts';
import { anAdministratorDetector, anEstate, aFindingFilter } from '../../test/builders.ts';
import type { AdministratorDetector, OpenFinding } from '../model/estate.ts';
import { unknownBecause } from '../model/fact.ts';
import { RunReportSchema, writeReport } from '../report/index.ts';
import { triageFindings, triageLimitsOf } from './index.ts';

const asOf = '2026-06-15T12:00:00.000Z';
const daysAgo = (days: number) => new Date(Date.parse(asOf) - days * 86_400_000).toISOString();
const aFinding = (severity: number, days: number, updatedDays = 0): OpenFinding => ({
  id: `${severity}-${days}`,
  type: 'Recon:EC2/PortProbeUnprotectedPort',
  accountId: '444444444444',
  severity,
  createdAt: daysAgo(days),
  updatedAt: daysAgo(updatedDays),
});
const triageWith = (differing: Partial<AdministratorDetector>) => {
  const detector = anAdministratorDetector(differing);
  const triage = triageFindings(
    anEstate({ asOf, administratorDetectors: { items: [detector], complete: true } }),
  );
  if (triage === null) throw new Error('the time is known');
  return triage;
};
const withFindings = (...items: readonly OpenFinding[]) =>
  triageWith({ openFindings: { items, complete: true } });

describe('a triage of findings', () => {
  it.each([
    ['critical', 9.1, 0.9, false],
    ['critical', 9.1, 1.1, true],
    ['high', 7, 1.1, true],
    ['medium', 6.9, 6.9, false],
    ['medium', 4, 7.1, true],
    ['low', 3.9, 29.9, false],
    ['low', 1, 30.1, true],
  ] as const)('a %s one (%f) that is open for %f days is late: %s', (severity, score, days, isLate) => {
    const { bySeverity } = withFindings(aFinding(score, days));
    expect(bySeverity.find((one) => one.severity === severity)).toMatchObject({
      open: 1,
      late: isLate ? 1 : 0,
      stale: 0,
    });
  });

  it('one that has nothing new for a month is stale, however low it is', () => {
    const { overdue } = withFindings(aFinding(2, 29, 29), aFinding(2, 31, 31), aFinding(2, 40, 1));
    expect(overdue.map(({ id, isStale }) => [id, isStale])).toEqual([
      ['2-40', false],
      ['2-31', true],
    ]);
  });

  it('lists the gravest first, then the oldest', () => {
    const { overdue } = withFindings(aFinding(5, 10), aFinding(8, 3), aFinding(8, 9), aFinding(1, 99));
    expect(overdue.map(({ id }) => id)).toEqual(['8-9', '8-3', '5-10', '1-99']);
  });

  it('takes the limits of the control that fails for late ones, and a number of days until stale that is one', () => {
    expect(triageLimitsOf({ 'GD-23': { daysLowSev: 5 } }, 10)).toEqual({
      daysHighSev: 1,
      daysMediumSev: 7,
      daysLowSev: 5,
      staleDays: 10,
    });
    expect(() => triageLimitsOf({}, 0)).toThrow('0 days until a finding is stale: give 1 or more');
  });

  it('finds nothing wrong with a narrow filter that somebody reviews', () => {
    expect(triageWith({}).suppressions).toMatchObject([
      { name: 'own-scanner', owner: 'security', faults: [] },
    ]);
  });

  it.each([
    ['is too wide', { criteria: {} }, 'it names no type of finding'],
    ['has no owner', { description: 'Review by: 2026-12-31' }, 'its description names no owner'],
    [
      'is past its review',
      { description: 'Owner: a - Review by: 2026-06-14' },
      'its review was due by 2026-06-14',
    ],
    ['cannot be read', { criteria: unknownBecause('access-denied', 'no') }, 'what it matches is not known'],
  ])('tells of a filter that %s', (_case, differing, fault) => {
    const filters = { items: [aFindingFilter(differing)], complete: true as const };
    expect(triageWith({ filters }).suppressions[0]?.faults).toContain(fault);
  });

  it('leaves out filters that only mark findings', () => {
    const filters = { items: [aFindingFilter({ action: 'NOOP' })], complete: true as const };
    expect(triageWith({ filters }).suppressions).toEqual([]);
  });

  it('says what it could not read, so that nobody takes none for all', () => {
    const complete = unknownBecause('access-denied', 'guardduty:ListFindings was denied');
    const triage = triageWith({ openFindings: { items: [], complete } });
    expect(triage.unread).toEqual([complete]);
    const [text = ''] = writeReport({ ...aReport(), triage }, 'text', { version: '0.1.0' });
    expect(text).toContain('GuardDuty findings: at least none open');
    expect(text).toContain('not read: guardduty:ListFindings was denied');
  });

  it('is nothing where AWS’s time is not known', () => {
    expect(triageFindings(anEstate({ asOf: null }))).toBeNull();
  });
});

describe('a report with a triage', () => {
  const triage = withFindings(aFinding(8.5, 12, 1), aFinding(2, 90, 60));
  const report = { ...aReport(), triage };
  const write = (format: 'json' | 'markdown' | 'html') =>
    [...writeReport(report, format, { version: '0.1.0' })].join('');

  it('fits the schema', () => {
    const { $schema: _, ...schema } = JSON.parse(JSON.stringify(RunReportSchema));
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
    validate(JSON.parse(write('json')));
    expect(validate.errors).toBeNull();
  });

  it('shows it to people', () => {
    expect(write('markdown')).toContain('high (8.5) Recon:EC2/PortProbeUnprotectedPort in 444444444444');
    expect(write('html')).toContain('<h2 id="triage-title">GuardDuty findings</h2>');
  });
});
