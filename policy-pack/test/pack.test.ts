import { describe, expect, it } from 'vitest';
import { policyNameOf, programControls } from '../src/index.ts';
import { nameOf, usePack } from './asked-pack.ts';
import type { EngineResource } from './pack-process.ts';
import {
  detectionOrganization,
  detector,
  known,
  objectLock,
  publicAccessBlock,
  trail,
  trailProgram,
} from './program.ts';

const pack = usePack();

describe('configuration', () => {
  it('overrides the parameters of a control', async () => {
    const program = trailProgram({
      objectLock: objectLock({ rule: { defaultRetention: { mode: 'GOVERNANCE', days: 30 } } }),
    });
    await pack.configure({ [nameOf('LB-12')]: { level: 'advisory', properties: { lockMinDays: 30 } } });
    expect(await pack.violationsOf(program)).toEqual([]);
  });

  it('sets the level of a policy, and disables it', async () => {
    const program = trailProgram({ objectLock: null });
    await pack.configure({ [nameOf('LB-12')]: { level: 'advisory' } });
    expect(await pack.diagnosticsOf(program)).toMatchObject([{ level: 'advisory' }]);
    await pack.configure({ [nameOf('LB-12')]: { level: 'disabled' } });
    expect(await pack.diagnosticsOf(program)).toEqual([]);
  });

  it('that does not fit is refused by name', async () => {
    await pack.configure({ [nameOf('LB-12')]: { properties: { lockMinDays: 'long' } } });
    expect(await pack.process.analyzeStack(trailProgram())).toMatchObject([
      {
        policy: nameOf('LB-12'),
        level: 'mandatory',
        message: expect.stringContaining('LB-12.lockMinDays: must be a number, not "long"'),
      },
    ]);
  });
});

describe('remediation', () => {
  const asked = (...ids: string[]) =>
    pack.configure(Object.fromEntries(ids.map((id) => [nameOf(id), { level: 'remediate' as const }])));

  it('does nothing unless it is asked for', async () => {
    expect(await pack.process.remediate(trail({ enableLogging: false }))).toEqual([]);
  });

  it.each<[string, EngineResource, object, Record<string, unknown>?]>([
    ['CT-02', trail({ isMultiRegionTrail: undefined }), { isMultiRegionTrail: true }],
    ['CT-04', trail({ enableLogging: false }), { enableLogging: true }],
    ['CT-05', trail({ includeGlobalServiceEvents: false }), { includeGlobalServiceEvents: true }],
    ['CT-06', trail({ enableLogFileValidation: undefined }), { enableLogFileValidation: true }],
    ['GD-01', detector({ enable: false }), { enable: true }],
    [
      'GD-03',
      detectionOrganization({ autoEnableOrganizationMembers: 'NONE' }),
      { autoEnableOrganizationMembers: 'ALL' },
    ],
  ])('of %s sets the safe value and keeps the rest, unknown values too', async (id, before, change) => {
    await asked(id);
    expect(await pack.process.remediate(before)).toEqual([
      { policy: nameOf(id), properties: { ...before.properties, ...change } },
    ]);
  });

  it('of a bucket needs to know that it keeps logs', async () => {
    const open = publicAccessBlock({ blockPublicAcls: false });
    await pack.configure({ [nameOf('LB-03')]: { level: 'remediate' } });
    expect(await pack.process.remediate(open)).toEqual([]);
    await pack.configure({
      [nameOf('LB-03')]: { level: 'remediate', properties: { logBuckets: [known.bucketName] } },
    });
    expect(await pack.process.remediate(open)).toMatchObject([
      { properties: publicAccessBlock().properties },
    ]);
  });

  it('leaves alone what is as it should be', async () => {
    await asked('CT-02', 'CT-04', 'CT-05', 'CT-06');
    expect(await pack.process.remediate(trail())).toEqual([]);
  });
});

describe('the pack', () => {
  it('tells the engine its policies with severity, schema, framework and steps', async () => {
    const info = await pack.process.info();
    expect(info).toMatchObject({ name: 'trailguard', provider: 'aws', supportsconfig: true });
    const names = info.policiesList.map(({ name }: { name: string }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        ...programControls.map(policyNameOf),
        'not-evaluated',
        'trailguard-exceptions',
      ]),
    );
    const [first] = info.policiesList.filter(({ name }: { name: string }) => name === nameOf('CT-06'));
    expect(first).toMatchObject({
      displayname: 'CT-06 Log file validation enabled',
      enforcementlevel: 1,
      framework: { name: 'CIS AWS Foundations Benchmark', version: '7.0', reference: '4.2' },
      url: expect.stringContaining('docs.aws.amazon.com'),
      tagsList: expect.arrayContaining(['cis-aws-5.0:3.2', 'security-hub:CloudTrail.4']),
    });
  });

  it('names each policy as Pulumi allows, once', async () => {
    const names = programControls.map(policyNameOf);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => /^[a-z0-9-]{1,100}$/.test(name))).toBe(true);
  });
});
