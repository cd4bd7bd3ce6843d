import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controls, type Status } from '@trailguard/controls';
import type { Comparison } from '@trailguard/controls/comparison';
import { type Finding, reportedControl, reportOf } from '@trailguard/controls/report';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-compare-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Writes a report in which the trail and another thing have these statuses. */
async function reportFile(name: string, status: Status, other: Status = 'pass'): Promise<string> {
  const finding = (id: string, its: Status): Finding => ({
    controlId: 'CT-06',
    status: its,
    severity: 'high',
    subject: { kind: 'trail', id, accountId: '111111111111' },
    reason: its === 'pass' ? '' : `it is ${its}`,
    evidence: [],
  });
  const report = reportOf({
    lens: 'live',
    at: '2026-06-15T12:00:00.000Z',
    sources: ['all accounts'],
    controls: controls.filter(({ id }) => id === 'CT-06').map(reportedControl),
    findings: [finding('main', status), finding('other', other)],
  });
  const file = join(folder, name);
  await writeFile(file, JSON.stringify(report));
  return file;
}

describe('trailguard compare-audits', () => {
  it.each([
    [0, 'nothing differs', 'fail', 'fail', []],
    [0, 'something is fixed', 'fail', 'pass', []],
    [1, 'something fails newly', 'pass', 'fail', []],
    [1, 'what was unknown turns out to fail', 'unknown', 'fail', []],
    [1, 'an exception has ended', 'waived', 'fail', []],
    [0, 'what fails newly is not as grave as asked for', 'pass', 'fail', ['--fail-on', 'critical']],
    [4, 'a failure is not known any more', 'fail', 'unknown', []],
  ] as const)('ends with %i where %s', async (code, _case, before, after, args) => {
    const files = [await reportFile('old.json', before), await reportFile('new.json', after)];
    expect((await runTrailguard(['compare-audits', ...files, ...args])).code).toBe(code);
  });

  it('says what fails newly, and writes all of it for programs', async () => {
    const files = [await reportFile('old.json', 'pass'), await reportFile('new.json', 'fail')];
    const { stdout } = await runTrailguard(['compare-audits', ...files]);
    expect(stdout).toContain(
      'New (fails now; it passed, did not apply or did not exist):\n  HIGH     CT-06 ',
    );
    const output = join(folder, 'comparison.json');
    const { stderr } = await runTrailguard([
      'compare-audits',
      ...files,
      '--format',
      'json',
      '--output',
      output,
    ]);
    const { counts } = JSON.parse(await readFile(output, 'utf8')) as Comparison;
    expect(counts).toMatchObject({ new: 1, unchanged: 1 });
    expect(stderr).toMatch(/^Score 100 -> 0: 1 new, 0 fixed, 1 unchanged; the comparison is /);
  });

  it('ends with 2 for what is no report, and says which and why', async () => {
    const file = await reportFile('old.json', 'pass');
    const other = join(folder, 'other.json');
    await writeFile(other, '{}');
    expect(await runTrailguard(['compare-audits', file, other])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('other.json is no report of trailguard'),
    });
    expect((await runTrailguard(['compare-audits', file, 'none.json'])).code).toBe(2);
  });
});
