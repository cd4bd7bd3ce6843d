import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { benchFolder, benchNames, loadBench } from './benches.ts';
import { readParameters } from './parameters.ts';
import { defineBench } from './bench.ts';

const runner = join(import.meta.dirname, 'run.ts');
const bench = (...args: string[]) =>
  promisify(execFile)(process.execPath, [runner, ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  );

describe('pnpm bench', () => {
  it('lists every bench with what it measures when none is named', async () => {
    const { code, stdout, stderr } = await bench();
    expect([code, stdout]).toEqual([0, '']);
    for (const name of benchNames())
      expect(stderr).toContain(`${name.padEnd(10)} ${(await loadBench(name)).measures}`);
  });

  it.each([
    ['a name that no bench has', ['nothing'], 'there is no bench "nothing"; there are: '],
    ['a path', ['../harness/run'], 'there is no bench "../harness/run"'],
    ['an option that the bench lacks', ['iam', '--accounts', '3'], "Unknown option '--accounts'"],
    ['a value out of range', ['controls', '--accounts', '0'], '--accounts must be a whole number from '],
  ])('refuses %s in one line', async (_case, args, message) => {
    const { code, stdout, stderr } = await bench(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('parameters', () => {
  const { parameters } = {
    parameters: { accounts: { default: 3, least: 1, most: 10, description: 'Accounts.' } },
  };
  const some = defineBench({ measures: '', figures: {}, parameters, maxMinutes: 1, run: async () => ({}) });

  it('have their defaults unless given', () => {
    expect(readParameters(some, [])).toEqual({ accounts: 3 });
    expect(readParameters(some, ['--accounts', '7'])).toEqual({ accounts: 7 });
  });

  it.each([['--help'], ['--acounts', '7'], ['--accounts'], ['7']])(
    'refuse %s, and say what there is',
    (...args) => {
      expect(() => readParameters(some, args)).toThrow(
        /^(?:Unknown option|Option|Unexpected argument) '[^']+'.*; there are\n {2}--accounts: Accounts\. \(1 to 10, else 3\)$/,
      );
    },
  );

  it.each(['0', '11', '1.5', 'many', ''])('refuse %j', (value) => {
    expect(() => readParameters(some, ['--accounts', value])).toThrow('from 1 to 10');
  });
});

describe('the guide', () => {
  const guide = readFileSync(join(benchFolder, 'README.md'), 'utf8');

  it.each(benchNames())('explains every figure and parameter of %s', async (name) => {
    const { figures, parameters = {} } = await loadBench(name);
    const section = guide.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? '';
    expect(section).not.toBe('');
    for (const figure of Object.keys(figures)) expect(section).toContain(`\`${figure}\``);
    for (const parameter of Object.keys(parameters)) expect(section).toContain(`\`--${parameter}\``);
  });
});
