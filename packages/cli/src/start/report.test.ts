import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { describeAudit, type ShownReport } from './report.ts';

const control = (id: string) => ({ id, title: `title of ${id}`, severity: 'high', fix: `mend ${id}` });
const result = (controlId: string, status: string, subject = 'arn:aws:cloudtrail:us-east-1:1:trail/t') => ({
  controlId,
  subject: { id: subject },
  verdict: { status, reason: `reason of ${controlId}` },
});
const report = (results: ShownReport['results'], score: number | null = 50): ShownReport => ({
  score,
  counts: { pass: 1, fail: 1, unknown: 0 },
  results,
  controls: ['CT-01', 'CT-02'].map(control),
});
const shown = (value: ShownReport) => stripVTControlCharacters(describeAudit(value));

describe('describeAudit', () => {
  it('names each failed control with resource, reason and fix', () => {
    const text = shown(report([result('CT-01', 'pass'), result('CT-02', 'fail')]));
    expect(text).toContain('Score 50');
    expect(text).toMatch(/fail\s+CT-02 {2}title of CT-02 \(high\)/);
    expect(text).toContain('arn:aws:cloudtrail:us-east-1:1:trail/t: reason of CT-02');
    expect(text).toContain('mend CT-02');
    expect(text).not.toContain('title of CT-01');
  });

  it('shows a control as failed when any of its subjects failed', () => {
    const text = shown(
      report([result('CT-01', 'pass', 'a'), result('CT-01', 'fail', 'b'), result('CT-01', 'unknown', 'c')]),
    );
    expect(text).toContain('b: reason of CT-01');
    expect(text).not.toContain('unknown CT-01');
  });

  it('says why a control is not known, and never counts it as passed', () => {
    expect(shown(report([result('CT-01', 'unknown')], null))).toMatch(
      /No score[\s\S]*unknown CT-01 {2}title of CT-01: reason of CT-01/,
    );
  });
});
