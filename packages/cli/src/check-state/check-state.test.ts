import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunReport } from '@trailguard/controls/report';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';
import { exitCodeOf } from '../exit-code.ts';

const accountId = '111111111111';
const trailType = 'aws:cloudtrail/trail:Trail';
const provider = 'urn:pulumi:prod::organization::pulumi:providers:aws::default_7_48_0';

/** The state of a stack with one trail. */
function aState(differing: Record<string, unknown> = {}, project = 'organization'): string {
  const inputs = {
    name: 'audit',
    s3BucketName: 'example-logs',
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    ...differing,
  };
  const arn = `arn:aws:cloudtrail:us-east-1:${accountId}:trail/audit`;
  const resources = [
    { urn: provider, type: 'pulumi:providers:aws', custom: true, id: 'x', inputs: { region: 'us-east-1' } },
    {
      urn: `urn:pulumi:prod::${project}::${trailType}::main`,
      type: trailType,
      custom: true,
      id: arn,
      inputs,
      outputs: { ...inputs, arn },
      provider: `${provider}::x`,
      sourcePosition: 'project:///index.ts#7,16',
    },
  ];
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources } });
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-check-state-'));
  await writeFile(join(folder, 'good.json'), aState());
  await writeFile(join(folder, 'unsigned.json'), aState({ enableLogFileValidation: false }));
  // The controls of a trail alone: what else the accounts hold, these states do not say.
  const config = { all: 'disabled', 'ct-06-log-file-validation-enabled': 'mandatory' };
  await writeFile(join(folder, 'config.json'), JSON.stringify(config));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Judges files of the folder; `config.json` limits it to CT-06. */
const checkState = (...args: string[]) =>
  runTrailguard([
    'check-state',
    ...['--config', 'config.json', ...args].map((arg) =>
      /^\S+\.(json|yaml)$/.test(arg) ? join(folder, arg) : arg,
    ),
  ]);

async function exceptions(until: string): Promise<string> {
  await writeFile(
    join(folder, 'exceptions.yaml'),
    `exceptions:
  - control: CT-06
    scope: {account: "${accountId}"}
    reason: signed elsewhere
    owner: platform
    ticket: SEC-1
    from: ${day(-30)}
    until: ${until}
    approver: ciso
`,
  );
  return 'exceptions.yaml';
}
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

describe('trailguard check-state', () => {
  it('ends with 0 where nothing is wrong', async () => {
    expect(await checkState('good.json')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('0 failed'),
    });
  });

  it('ends with 1 on a finding, and says what, where, how to fix it and who asks', async () => {
    const { code, stdout } = await checkState('good.json', 'unsigned.json');
    expect(code).toBe(1);
    expect(stdout).toMatch(/HIGH +CT-06 .*\n.*\n {2}where: index\.ts:7:16 main \(aws:cloudtrail/);
    expect(stdout).toMatch(/ {2}fix: .*\n {2}frameworks: /);
  });

  it('writes a report of another form into a file', async () => {
    const output = join(folder, 'report.sarif');
    const { code, stdout } = await checkState('unsigned.json', '--format', 'sarif', '--output', output);
    expect([code, stdout]).toEqual([1, '']);
    const [result] = JSON.parse(await readFile(output, 'utf8')).runs[0].results;
    expect(result).toMatchObject({ ruleId: 'CT-06', level: 'error' });
  });

  it('shows in SARIF what no line of a program is known for at the file of the state', async () => {
    const state = JSON.parse(aState({ enableLogFileValidation: false }));
    for (const resource of state.deployment.resources) delete resource.sourcePosition;
    await writeFile(join(folder, 'lineless.json'), JSON.stringify(state));
    const { stdout } = await checkState('lineless.json', '--format', 'sarif');
    const [result] = JSON.parse(stdout).runs[0].results;
    const { uri } = result.locations[0].physicalLocation.artifactLocation;
    expect(uri).toMatch(/\/lineless\.json$/);
  });

  it('ends with 2 for settings that do not fit, and names each with their file', async () => {
    await writeFile(join(folder, 'faulty.json'), '{"ct-06-log-file-validation-enabled": "on", "ct-6": {}}');
    const faulty = join(folder, 'faulty.json');
    const { code, stderr } = await runTrailguard([
      'check-state',
      join(folder, 'good.json'),
      '--config',
      faulty,
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${faulty} cannot be used:\n- there is no policy ct-6; `);
    expect(stderr).toContain('- ct-06-log-file-validation-enabled: "on" is no level');
  });

  it('waives what an exception accepts', async () => {
    const file = await exceptions(day(100));
    const { code, stdout } = await checkState('unsigned.json', '--exceptions', file);
    expect([code, stdout.includes('0 failed, 1 waived')]).toEqual([0, true]);
  });

  it('ends with 2 when an exception has ended', async () => {
    const file = await exceptions(day(-1));
    const { code, stdout } = await checkState('unsigned.json', '--exceptions', file);
    expect([code, stdout.includes(`ended on ${day(-1)}`)]).toEqual([2, true]);
  });

  it.each([
    ['a file that is not there', ['none.json'], 'none.json cannot be read'],
    ['a file that is no state', ['config.json'], 'config.json is no saved state'],
    ['a form that there is not', ['good.json', '--format', 'pdf'], 'Allowed choices are text, json'],
    ['no file', [], "missing required argument 'file'"],
    ['exceptions that are not there', ['good.json', '--exceptions', 'none.yaml'], 'none.yaml cannot be read'],
    ['two states of one standard input', ['-', '-'], 'standard input, which can be read only once'],
    [
      'a report that cannot be written',
      ['unsigned.json', '--output', 'none/report'],
      '--output none/report cannot be written',
    ],
  ])('ends with 2 for %s', async (_case, args, message) => {
    expect(await checkState(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });
});

describe('the exit code', () => {
  const finding = { status: 'fail', severity: 'medium' };
  const report = (differing: object) =>
    ({ findings: [finding], notices: [], ...differing }) as never as RunReport;

  it.each([
    ['a finding as grave as asked for', {}, { failOn: 'medium' }, 1],
    ['a finding below it', {}, { failOn: 'high' }, 0],
    ['any finding when none shall fail', {}, { failOn: 'never' }, 0],
    ['an unknown', { findings: [{ status: 'unknown', severity: 'high' }] }, { failOn: 'low' }, 0],
    [
      'an unknown that shall fail',
      { findings: [{ status: 'unknown', severity: 'high' }] },
      { failOn: 'low', failOnUnknown: true },
      1,
    ],
    [
      'what no program shows',
      { findings: [{ status: 'unknown', severity: 'high', cause: 'open-world' }] },
      { failOn: 'low', failOnUnknown: true },
      0,
    ],
    ['an exception that has ended, before findings', { notices: [{ level: 'error' }] }, { failOn: 'low' }, 2],
    [
      'a control that failed, before all',
      { findings: [{ status: 'unknown', cause: 'error' }], notices: [{ level: 'error' }] },
      { failOn: 'never' },
      3,
    ],
  ] as const)('for %s', (_case, differing, flags, code) => {
    expect(exitCodeOf(report(differing), flags)).toBe(code);
  });
});
