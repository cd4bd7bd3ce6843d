import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeComparison } from '../../scripts/describe-comparison.ts';
import { aReport } from '../../test/a-report.ts';
import { reportOf } from '../report/index.ts';
import { type ComparisonFormat, compareReports, writeComparison } from './index.ts';

const after = aReport();
/** In which the trail signed its log files, and all else is as it is now. */
const before = reportOf({
  ...after,
  at: '2026-06-01T12:00:00.000Z',
  findings: after.findings.map((finding) =>
    finding.status === 'fail' ? { ...finding, status: 'pass' as const, reason: '' } : finding,
  ),
});
const write = (format: ComparisonFormat, of = compareReports(before, after)) =>
  writeComparison(of, format, { version: '0.1.0' });

describe('a comparison as JSON', () => {
  const schemaFile = join(import.meta.dirname, '../../schemas/comparison.schema.json');

  it('fits the schema that is committed', () => {
    const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
    delete schema.$schema;
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
    validate(JSON.parse(write('json')));
    expect(validate.errors).toBeNull();
    expect(validate({ schema: 'trailguard.comparison/1' })).toBe(false);
  });

  it('the schema is what `pnpm --filter @trailguard/controls run docs` writes', () => {
    expect(readFileSync(schemaFile, 'utf8')).toBe(describeComparison());
  });
});

describe('a comparison for people', () => {
  it('as text says what is new, where, and what the scores are now', () => {
    expect(write('text')).toMatch(
      /New \(fails now; .*\):\n {2}HIGH +CT-06 .*\n {4}the trail signs no digests of its log files\n {4}where: arn:aws:cloudtrail/,
    );
    expect(write('text')).toMatch(/\nScore 25 -> 0: 1 new, 0 fixed, \d+ unchanged\n$/);
  });

  it('as Markdown has a table of what fails newly', () => {
    expect(write('markdown')).toMatch(/^## TrailGuard: 1 finding newly failing\n/);
    expect(write('markdown')).toContain('| high | CT-06 ');
    expect(write('markdown', compareReports(after, before))).toMatch(/^## TrailGuard: Nothing fails newly\n/);
  });

  it('as HTML is one page that loads nothing', () => {
    expect(write('html')).toContain('<h2 id="new">New: 1</h2>');
    expect(write('html').match(/(?:src|srcset)="[^"]*"|@import|url\(/g)).toBeNull();
  });

  it('as HTML has scores that differ, and no heading without any', () => {
    expect(write('html')).toContain('Scores that differ');
    expect(write('html', compareReports(after, after))).not.toContain('Scores that differ');
  });

  it('lets no name or reason be markup', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (name) => {
        const hostile = `<script>${name}</script>|\n`;
        const findings = after.findings.map((finding) => ({
          ...finding,
          reason: hostile,
          subject: { ...finding.subject, id: hostile },
        }));
        const compared = compareReports({ ...before, findings: [] }, { ...after, findings });
        expect(write('html', compared).match(/<script>/g)).toHaveLength(1);
        const rows = write('markdown', compared)
          .split('\n')
          .filter((line) => line.startsWith('| high'));
        for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
      }),
      { seed: 5, numRuns: 50 },
    );
  });
});
