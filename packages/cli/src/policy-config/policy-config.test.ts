import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policyNameOf, programControls } from '@trailguard/policy-pack/state';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-policy-config-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the command prints: the configuration, and what it says beside. */
async function printed(...args: string[]): Promise<{ config: Record<string, unknown>; said: string }> {
  const { stdout, stderr } = await runTrailguard(['policy-config', ...args]);
  return { config: JSON.parse(stdout), said: stderr };
}
const nameOf = (id: string) => {
  const control = programControls.find((candidate) => candidate.id === id);
  return control === undefined ? id : policyNameOf(control);
};

describe('trailguard policy-config', () => {
  it('names every policy of a control, with its level', async () => {
    const { config } = await printed();
    expect(Object.keys(config)).toEqual(programControls.map(policyNameOf));
  });

  it('disables what the preset does not have, and takes levels by framework and control', async () => {
    const { config } = await printed(
      ...['--preset', 'cis-5.0', '--framework', 'cis-aws-5.0=advisory', '--control', 'CT-06=mandatory'],
      ...['--control', 'GD-19=advisory'],
    );
    expect(config).toMatchObject({
      [nameOf('CT-02')]: 'advisory',
      [nameOf('CT-06')]: 'mandatory',
      [nameOf('GD-19')]: 'advisory',
      [nameOf('GD-03')]: 'disabled',
    });
  });

  it('adds exceptions in Pulumi’s form, and tells which it cannot', async () => {
    const urn = 'urn:pulumi:prod::archive::aws:s3/bucket:Bucket::logs';
    const entry = (scope: string) => `  - control: LB-12
    scope: {${scope}}
    reason: later
    owner: a
    ticket: SEC-1
    from: ${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}
    until: ${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}
    approver: b
`;
    const file = join(folder, 'exceptions.yaml');
    await writeFile(file, `exceptions:\n${entry(`urn: "${urn}"`)}${entry('account: "111111111111"')}`);
    const { config, said } = await printed('--exceptions', file);
    expect(config.exceptions).toEqual([
      { reason: expect.stringContaining('SEC-1'), match: [{ policies: [nameOf('LB-12')], targets: [urn] }] },
    ]);
    expect(said).toMatch(/Left out: .*exceptions\.yaml:10: LB-12: Pulumi excepts by URN alone/);
  });

  it.each([
    ['--control', 'XX-01=advisory', 'XX-01 is no control'],
    ['--framework', 'cis-9=advisory', 'cis-9 is no framework'],
    ['--control', 'CT-06', 'write ID=level'],
    ['--control', 'CT-06=loud', 'with a level of'],
    ['--exceptions', 'none.yaml', 'cannot be read'],
  ])('refuses %s %s', async (option, value, message) => {
    expect(await runTrailguard(['policy-config', option, value])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message),
    });
  });
});
