import { describe, expect, it } from 'vitest';
import { aReport } from '../../test/a-report.ts';
import { names } from '../../test/builders.ts';
import { nameOfAccount, type reportFormats, reportOf, type RunReport, writeReport } from './index.ts';

const report = aReport();
const named = reportOf({ ...report, accountNames: { [names.management]: 'payer <1>' } });
const write = (of: RunReport, format: (typeof reportFormats)[number]) =>
  [...writeReport(of, format, { version: '0.1.0' })].join('');

describe('names of accounts', () => {
  it('stand beside what is to change there', () => {
    expect(write(named, 'text')).toMatch(/^ {2}where: .* \(account payer <1>\)$/m);
    expect(write(report, 'text')).not.toContain('account payer');
  });

  it.each(['markdown', 'html', 'csv', 'ocsf', 'json'] as const)('stand in a report as %s', (format) => {
    expect(write(named, format)).toMatch(/payer (<|&lt;|&#60;|\\u003c)1/);
  });

  it('stand for accounts in scores, on a page with the id', () => {
    expect(named.scores.byAccount.map(({ id, name }) => [id, name])).toEqual([
      [names.management, 'payer <1>'],
      [names.logArchive, names.logArchive],
    ]);
    expect(write(named, 'html')).toContain(`<th scope="row">payer &lt;1&gt; (${names.management})</th>`);
  });

  it('are known of accounts alone, whatever a report from elsewhere calls one', () => {
    expect(nameOfAccount({}, 'constructor')).toBeUndefined();
    expect(nameOfAccount({}, undefined)).toBeUndefined();
  });
});
