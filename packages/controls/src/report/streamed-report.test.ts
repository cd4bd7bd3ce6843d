import { describe, expect, it } from 'vitest';
import { aReport, aRun } from '../../test/a-report.ts';
import { type Finding, reportFormats, reportOf, streamedReport, writeReport } from './index.ts';

const report = aReport();

describe('a report whose findings are made as they are asked for', () => {
  it.each(reportFormats)('is written as %s like one that is there, and all of it is asked for', (format) => {
    const { results, ...rest } = aRun();
    let asked = 0;
    const counted = {
      *[Symbol.iterator]() {
        for (const result of results) {
          asked += 1;
          yield result;
        }
      },
    };
    const streamed = streamedReport({ ...rest, results: counted });
    const before = asked;
    const text = [...writeReport(streamed, format, { version: '0.1.0' })].join('');
    expect(text).toBe([...writeReport(report, format, { version: '0.1.0' })].join(''));
    expect((asked - before) / report.findings.length).toBe(1);
  });
});

describe('a report of very many findings', () => {
  const [first] = report.findings.filter(({ status }) => status === 'fail');
  const many = Array.from({ length: 3_000 }, (_, index) => ({
    ...(first as Finding),
    controlId: index < 1_500 ? 'CT-06' : 'LB-12',
    severity: index < 2_995 ? ('low' as const) : ('critical' as const),
    subject: { kind: 'trail', id: `trail-${index}` },
  }));

  it.each(['json', 'csv', 'ocsf', 'sarif', 'junit'] as const)(
    'is written as %s while they are made',
    (format) => {
      let made = 0;
      const findings = {
        *[Symbol.iterator]() {
          for (const finding of many) {
            made += 1;
            yield finding;
          }
        },
      };
      let early = 0;
      for (const part of writeReport({ ...report, findings }, format, { version: '0.1.0' }))
        if (part.includes('trail-0')) early = made;
      expect(early).toBeGreaterThan(0);
      expect(early).toBeLessThan(many.length);
    },
  );

  it.each([
    ['text', 1_000, '… and 2000 more; the JSON report has all of them.'],
    ['markdown', 50, '… and 2950 further findings; the JSON report has all of them.'],
  ] as const)('shows the gravest of them as %s, and counts the others', (format, shown, further) => {
    const text = [...writeReport(reportOf({ ...report, findings: many }), format, { version: '0.1.0' })].join(
      '',
    );
    const places = text.match(/where: |\| (critical|low) \|/g) ?? [];
    expect(places).toHaveLength(shown);
    const [gravest = '', others = ''] = text.split('CT-06');
    expect(gravest.match(/where: |\| critical \|/g)).toHaveLength(5);
    expect(others).not.toMatch(/critical/i);
    expect(text).toContain(further);
  });
});
