import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aReport } from '../../test/a-report.ts';
import { reportCsv, type RunReport } from './index.ts';

const report = aReport();
const written = (of: RunReport) => [...reportCsv(of)].join('');
const rowsOf = (text: string) => parse(text, { columns: true }) as Record<string, string>[];

describe('a report as CSV', () => {
  it('has a row for each finding, with all that a reader needs to act', () => {
    const rows = rowsOf(written(report));
    expect(rows).toHaveLength(report.findings.length);
    expect(rows.find(({ control }) => control === 'CT-06')).toMatchObject({
      severity: 'high',
      status: 'fail',
      kind: 'trail',
      file: 'index.ts',
      line: '12',
      url: expect.stringContaining('docs.aws.amazon.com'),
      judged_at: report.at,
    });
    expect(rows.find(({ control }) => control === 'LB-12')).toMatchObject({
      status: 'waived',
      exception: 'SEC-12',
      exception_until: '2026-06-20',
    });
  });

  it('has the name of an account where it is known', () => {
    const [finding] = report.findings;
    const { accountId = '' } = finding?.subject ?? {};
    const rows = rowsOf(written({ ...report, accountNames: { [accountId]: 'payer' } }));
    expect(rows.map(({ account, account_name: name }) => [account, name])).toContainEqual([
      accountId,
      'payer',
    ]);
    expect(rowsOf(written(report)).map(({ account_name: name }) => name)).not.toContain('payer');
  });

  it('ends each row as RFC 4180 says', () => {
    expect(written({ ...report, findings: [] })).toMatch(/^control,title,.*,judged_at,account_name\r\n$/);
  });

  it('writes many findings, in parts', () => {
    const findings = Array.from({ length: 1_001 }, () => report.findings)
      .flat()
      .slice(0, 1_001);
    const parts = [...reportCsv({ ...report, findings })];
    expect(parts).toHaveLength(4);
    expect(rowsOf(parts.join(''))).toHaveLength(1_001);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('lets no spreadsheet run %j', (name) => {
    const [finding] = report.findings.filter(({ status }) => status === 'fail');
    const findings = finding === undefined ? [] : [{ ...finding, reason: name }];
    expect(rowsOf(written({ ...report, findings }))[0]?.reason).toBe(`'${name}`);
  });

  it('a reader gets back what was written, whatever names contain', () => {
    const [finding] = report.findings.filter(({ status }) => status === 'fail');
    const text = fc
      .string({ unit: 'binary', maxLength: 30 })
      .filter((one) => one.isWellFormed() && !/^[=+\-@\t\r\u{FEFF}＝＋－＠]/u.test(one));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 40 }), (reasons) => {
        const findings = reasons.flatMap((reason) => (finding === undefined ? [] : [{ ...finding, reason }]));
        expect(rowsOf(written({ ...report, findings })).map(({ reason }) => reason)).toEqual(reasons);
      }),
      { seed: 7, numRuns: 30 },
    );
  });
});
