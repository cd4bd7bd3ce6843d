import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExceptions } from '../src/index.ts';
import { amongJudged, nameOf } from './asked-pack.ts';
import { type Diagnostic, PackProcess } from './pack-process.ts';
import { known, objectLock, trail, trailProgram } from './program.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-exceptions-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const entry = (control: string, scope: string, until = day(90)) => `  - control: ${control}
    scope: {${scope}}
    reason: accepted until the migration
    owner: platform
    ticket: SEC-1
    from: ${day(-100)}
    until: ${until}
    approver: ciso
`;

/** What the pack says of a program with a file of exceptions. */
async function saysWith(text: string, program = trailProgram({ objectLock: null })): Promise<Diagnostic[]> {
  const file = join(folder, 'trailguard.exceptions.yaml');
  await writeFile(file, text);
  await using pack = await PackProcess.start({ TRAILGUARD_EXCEPTIONS: file });
  await pack.configure(amongJudged());
  const found: Diagnostic[] = [];
  for (const part of program) found.push(...(await pack.analyze(part)));
  return [...found, ...(await pack.analyzeStack(program))];
}
const lockUrn = objectLock().urn;
const bucketUrn = trailProgram().find(({ type }) => type === 'aws:s3/bucket:Bucket')?.urn ?? '';

describe('a violation that an exception accepts', () => {
  it('is told as waived, with ticket and end, and blocks nothing', async () => {
    const said = await saysWith(`exceptions:\n${entry('LB-12', `urn: "${bucketUrn}"`)}`);
    expect(said).toMatchObject([{ policy: nameOf('LB-12'), level: 'advisory', urn: bucketUrn }]);
    expect(said[0]?.message).toContain(`waived: LB-12`);
    expect(said[0]?.message).toContain(`accepted until ${day(90)} by SEC-1, owner platform`);
  });

  it('is so on a single resource too, and by account', async () => {
    const program = trailProgram({ trail: trail({ enableLogFileValidation: undefined }) });
    const said = await saysWith(`exceptions:\n${entry('CT-06', `account: "${known.management}"`)}`, program);
    expect(said).toMatchObject([{ policy: nameOf('CT-06'), level: 'advisory' }]);
  });

  it('blocks for a resource of another name', async () => {
    const said = await saysWith(`exceptions:\n${entry('LB-12', 'urn: "urn:pulumi:*::other-logs"')}`);
    expect(said.map(({ policy, level }) => [policy, level])).toEqual([[nameOf('LB-12'), 'mandatory']]);
  });
});

describe('the policy of the exceptions', () => {
  const others = (said: readonly Diagnostic[]) =>
    said.filter(({ policy }) => policy === 'trailguard-exceptions');

  it('refuses a run with a malformed file, by the line, and waives nothing', async () => {
    const text = `exceptions:\n${entry('LB-12', `urn: "${bucketUrn}"`)}${entry('LB-99', 'account: "111111111111"')}`;
    const said = await saysWith(text);
    expect(said.map(({ level }) => level)).toEqual(['mandatory', 'mandatory']);
    expect(others(said)[0]?.message).toMatch(/trailguard\.exceptions\.yaml:10: there is no control LB-99/);
  });

  it('refuses one that has ended', async () => {
    const said = await saysWith(`exceptions:\n${entry('LB-12', `urn: "${bucketUrn}"`, day(-1))}`);
    expect(said.map(({ level }) => level)).toEqual(['mandatory', 'mandatory']);
    expect(others(said)[0]?.message).toContain(`ended on ${day(-1)}`);
  });

  it('warns of one that ends soon, and of one that this stack no longer needs', async () => {
    const soon = await saysWith(`exceptions:\n${entry('LB-12', `urn: "${bucketUrn}"`, day(3))}`);
    expect(others(soon)).toMatchObject([
      { level: 'advisory', message: expect.stringContaining('in 3 days') },
    ]);
    const mended = await saysWith(`exceptions:\n${entry('LB-12', `urn: "${bucketUrn}"`)}`, trailProgram());
    expect(mended).toMatchObject([
      {
        policy: 'trailguard-exceptions',
        level: 'advisory',
        message: expect.stringContaining('waives nothing'),
      },
    ]);
  });

  it('refuses a run whose file is not there', async () => {
    await using pack = await PackProcess.start({ TRAILGUARD_EXCEPTIONS: join(folder, 'none.yaml') });
    await pack.configure(amongJudged());
    expect(await pack.analyzeStack(trailProgram())).toMatchObject([
      { level: 'mandatory', message: expect.stringContaining('none.yaml cannot be read') },
    ]);
  });
});

describe('the file of exceptions', () => {
  it('is the nearest one from the folder upwards', async () => {
    await writeFile(
      join(folder, 'trailguard.exceptions.yaml'),
      `exceptions:\n${entry('LB-12', `urn: "${lockUrn}"`)}`,
    );
    const loaded = loadExceptions({ folder: join(folder, 'packs/ours') });
    expect([loaded.file, loaded.exceptions.length]).toEqual([join(folder, 'trailguard.exceptions.yaml'), 1]);
  });

  it('may speak of controls of one’s own', async () => {
    await writeFile(join(folder, 'own.yaml'), `exceptions:\n${entry('ACME-1', `urn: "${lockUrn}"`)}`);
    const file = 'own.yaml';
    expect(loadExceptions({ file, folder }).faults).toHaveLength(1);
    expect(loadExceptions({ file, folder, controlIds: ['ACME-1'] }).faults).toEqual([]);
  });
});
