import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';

const provider = 'urn:pulumi:prod::organization::pulumi:providers:aws::management';
const urn = 'urn:pulumi:prod::organization::aws:cloudtrail/trail:Trail::main';
const inputs = { name: 'audit', s3BucketName: 'example-logs', isMultiRegionTrail: true };
const trail = {
  urn,
  type: 'aws:cloudtrail/trail:Trail',
  custom: true,
  id: 'audit',
  inputs,
  outputs: { ...inputs, arn: 'arn:aws:cloudtrail:us-east-1:111111111111:trail/audit' },
  provider: `${provider}::x`,
};
const state = {
  version: 3,
  deployment: {
    resources: [
      { urn: provider, type: 'pulumi:providers:aws', custom: true, id: 'x', inputs: { region: 'us-east-1' } },
      trail,
    ],
  },
};
const removal = { steps: [{ op: 'delete', urn, oldState: trail }] };
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

let folder: string;
const write = (name: string, content: unknown) => writeFile(join(folder, name), JSON.stringify(content));
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-check-change-'));
  await write('state.json', state);
  await write('removal.json', removal);
  await write('none.json', { steps: [{ op: 'same', urn, oldState: trail, newState: trail }] });
  await write('failed.json', { steps: [], diagnostics: [{ severity: 'error', message: 'no credentials' }] });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Names of files as paths into the folder. */
const inFolder = (args: readonly string[]) =>
  args.map((arg) => (/^\S+\.(json|yaml)$/.test(arg) ? join(folder, arg) : arg));
const checkChange = (...args: string[]) => runTrailguard(['check-change', ...inFolder(args)]);

describe('trailguard check-change', () => {
  it('ends with 0 where nothing is lost', async () => {
    expect(await checkChange('none.json', '--state', 'state.json')).toMatchObject({
      code: 0,
      stdout: 'The change takes nothing away.\n',
    });
  });

  it('ends with 1 where a trail goes, and says what is no longer recorded, where and why', async () => {
    const { code, stdout } = await checkChange(
      ...['removal.json', '--state', 'state.json'],
      ...['--accounts', '111111111111', '--regions', 'us-east-1,eu-west-1'],
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^lost: .*management events.*111111111111.*eu-west-1/m);
    expect(stdout).toContain('Do not apply it.');
  });

  it('reads the preview from standard input, and writes the losses as JSON', async () => {
    const { code, stdout } = await runTrailguard(
      ['check-change', '-', ...inFolder(['--state', 'state.json']), '--format', 'json'],
      JSON.stringify(removal),
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout).refused).toContainEqual(expect.objectContaining({ resources: [urn] }));
  });

  it('ends with 0 where an exception of today names all that is lost, and tells its ticket', async () => {
    const exception = {
      control: 'BLACKOUT',
      scope: { urn },
      reason: 'the trail was replaced by that of the organization',
      owner: 'platform',
      approver: 'ciso',
      ticket: 'SEC-1',
      from: day(-1),
      until: day(1),
    };
    await write('accepted.yaml', { exceptions: [exception] });
    const { code, stdout } = await checkChange(
      ...['removal.json', '--state', 'state.json', '--exceptions', 'accepted.yaml'],
    );
    expect([code, stdout.includes('accepted (SEC-1): ')]).toEqual([0, true]);
  });

  it.each([
    ['no state', ['none.json'], "required option '--state <file>' not specified"],
    ['a file that is not there', ['absent.json', '--state', 'state.json'], 'absent.json cannot be read'],
    ['two files of one standard input', ['-', '--state', '-'], 'standard input, which can be read only once'],
    ['a preview that failed', ['failed.json', '--state', 'state.json'], 'a preview that failed'],
    [
      'an account that is none',
      ['none.json', '--state', 'state.json', '--accounts', '12'],
      '12 is not the id of an account',
    ],
    [
      'a Region that is none',
      ['none.json', '--state', 'state.json', '--regions', 'us-east-1,moon'],
      'moon is not the name of a Region',
    ],
  ])('ends with 2 for %s', async (_case, args, message) => {
    expect(await checkChange(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });
});

describe('trailguard coverage', () => {
  it('writes what a stack covers as configuration of the policy blackout-guard', async () => {
    const output = join(folder, 'coverage.json');
    expect(await runTrailguard(['coverage', ...inFolder(['state.json']), '--output', output])).toMatchObject({
      code: 0,
      stdout: '',
    });
    expect(JSON.parse(await readFile(output, 'utf8'))).toMatchObject({
      'blackout-guard': {
        enforcementLevel: 'mandatory',
        coverage: { recorders: [expect.objectContaining({ id: urn, regions: 'all' })], standing: [] },
      },
    });
  });

  it.each([
    ['a text that is no state', ['-'], '{}', 'standard input is no saved state'],
    [
      'a place where no file can be',
      ['state.json', '--output', 'absent/x'],
      '',
      '--output absent/x cannot be',
    ],
  ])('ends with 2 for %s', async (_case, args, input, message) => {
    expect(await runTrailguard(['coverage', ...inFolder(args)], input)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message),
    });
  });
});
