import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { controls, frameworks } from '@trailguard/controls';
import { describe, expect, it } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';
import { families } from './command.ts';

const run = (...args: string[]) => runTrailguard(['controls', ...args]);
const index = await readFile(join(import.meta.dirname, '../../../../docs/controls.json'), 'utf8');
interface Entry {
  readonly id: string;
  readonly severity: string;
  readonly family: string;
  readonly lenses: readonly string[];
  readonly frameworks: Readonly<Record<string, readonly string[]>>;
}
const entries = (JSON.parse(index) as { controls: Entry[] }).controls;

async function idsOf(...args: string[]): Promise<readonly string[]> {
  const { stdout } = await run('--json', ...args);
  return (JSON.parse(stdout) as { controls: Entry[] }).controls.map(({ id }) => id);
}

describe('trailguard controls', () => {
  it('lists every control with its severity and title, without colours for a file', async () => {
    const { code, stdout } = await run();
    const lines = stdout.trimEnd().split('\n');
    expect([code, lines.length]).toEqual([0, controls.length + 1]);
    for (const { id, severity, title } of controls) {
      const line = lines.find((one) => one.startsWith(`${id} `)) ?? '';
      expect(line.replace(/ \(live alone\)$/, '').split(/ {2,}/)).toEqual([id, severity, title]);
    }
  });

  it('prints as JSON what docs/controls.json says', async () => {
    const { stdout } = await run('--json');
    const withoutFiles = entries.map(({ file: _, ...entry }: Entry & { file?: string }) => entry);
    expect(JSON.parse(stdout)).toEqual({ schema: 'trailguard.controls/1', controls: withoutFiles });
  });

  it.each<[string, string[], (entry: Entry) => boolean]>([
    ['a family', ['--family', 'KM'], ({ family }) => family === 'KM'],
    ['two families', ['--family', 'KM,NT'], ({ family }) => family === 'KM' || family === 'NT'],
    ['a severity', ['--severity', 'critical'], ({ severity }) => severity === 'critical'],
    ['a framework', ['--framework', 'cis-aws-5.0'], (entry) => 'cis-aws-5.0' in entry.frameworks],
    ['a lens', ['--lens', 'preview'], ({ lenses }) => lenses.includes('preview')],
    [
      'a family and a severity',
      ['--family', 'CT', '--severity', 'critical'],
      ({ family, severity }) => family === 'CT' && severity === 'critical',
    ],
  ])('takes those of %s', async (_case, args, fits) => {
    const expected = entries.filter(fits).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(entries.length);
    expect(await idsOf(...args)).toEqual(expected);
  });

  it('shows of a control why, how to mend it, its parameters, calls, and who asks for it', async () => {
    const { code, stdout } = await run('ct-06', 'CW-18');
    expect(code).toBe(0);
    const fixed = controls.find(({ id }) => id === 'CT-06');
    expect(stdout).toContain(`fix              ${fixed?.fix}`);
    expect(stdout).toContain(fixed?.intent);
    expect(stdout).toMatch(/CIS AWS Foundations Benchmark 5\.0 3\.2 \(cis-aws-5\.0\)/);
    expect(stdout).toContain('calls            cloudtrail:DescribeTrails');
    expect(stdout).toMatch(/CW-18[\s\S]*parameters +\w+ = \d+: /);
    expect(stdout).toMatch(/guides +S\d\.\S+: /);
  });

  it('ends with 1 where no control is as asked for', async () => {
    expect(await run('CT-06', '--severity', 'low')).toMatchObject({ code: 1, stdout: '' });
  });

  it.each([
    [['CT-99', 'XX-1'], 'There is no control CT-99, XX-1'],
    [['--framework', 'cis-9'], `take one of ${frameworks[0]?.id}, `],
    [['--family', 'ZZ'], 'ZZ is none of CT, LB'],
    [['--lens', 'eye'], 'Allowed choices are preview, state, live'],
  ])('ends with 2 for %s', async (args, message) => {
    expect(await run(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });

  it('offers every family that there is', () => {
    expect(new Set(families)).toEqual(new Set(entries.map(({ family }) => family)));
  });
});
