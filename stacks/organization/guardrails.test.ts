import { type RecordOptions, recordProgram } from '@trailguard/baseline/testing';
import * as pulumi from '@pulumi/pulumi';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { organizationConfig } from '../testing/config.ts';
import { type AnsweredOrganization, organizationAnswers } from '../testing/organization-answers.ts';
import { program } from './program.ts';

const answers = (different: AnsweredOrganization = {}, regions = ['eu-west-1', 'us-east-1']) => ({
  ...organizationAnswers(different),
  'aws:index/getRegions:getRegions': () => ({ names: regions }),
  'aws:kms/getKey:getKey': () => ({ arn: 'arn:aws:kms:us-east-1:222222222222:key/looked-up' }),
});
const recorded = (settings: Record<string, string> = {}, options: RecordOptions = {}) =>
  recordProgram(program, {
    // The unit for suspended accounts has a policy of its own.
    config: organizationConfig({ quarantineUnit: 'false', ...settings }),
    calls: answers(),
    ...options,
  });
const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  const keep = async (text: string) => void said.push(text);
  vi.spyOn(pulumi.log, 'warn').mockImplementation(keep);
  vi.spyOn(pulumi.log, 'info').mockImplementation(keep);
});
afterEach(() => vi.restoreAllMocks());

const policies = ({ resources }: Awaited<ReturnType<typeof recorded>>) =>
  resources.filter(({ type }) => type === 'aws:organizations/policy:Policy');
const contentOf = (recording: Awaited<ReturnType<typeof recorded>>) =>
  policies(recording)
    .map(({ inputs }) => String(inputs.content))
    .join();

describe('guardrails of the organization', () => {
  it('are attached to the root by default, and deny no region', async () => {
    const recording = await recorded();
    expect(recording.outputs).toMatchObject({
      guardrailPolicies: ['trailguard-guardrails-1', 'trailguard-perimeter-1'],
      guardrailsNotInForce: [],
    });
    const attachments = recording.resources.filter(({ type }) => type.endsWith(':PolicyAttachment'));
    expect(attachments.map(({ inputs }) => inputs.targetId)).toEqual(['r-ab12', 'r-ab12']);
    expect(contentOf(recording)).toContain('DenyTrailTampering');
    expect(contentOf(recording)).not.toContain('aws:RequestedRegion');
    expect(said.filter((text) => text.startsWith('Guardrails'))).toEqual([]);
  });

  it('follow the settings', async () => {
    const recording = await recorded({
      guardrails: '["trails","log-storage","log-perimeter"]',
      allowedRegions: '["eu-west-1"]',
      guardrailTargetIds: '["ou-ab12-11111111"]',
      guardrailExemptRoleArns: '["arn:aws:iam::*:role/AWSControlTowerExecution"]',
      deployRoleNames: '["OrganizationAccountAccessRole","Deploy"]',
      logCopyRegion: 'eu-west-1',
      logCopyAccountId: '555555555555',
      logCopyProfile: 'copy',
      logReaderRoleArns: '["arn:aws:iam::666666666666:role/Reader","arn:aws:iam::333333333333:role/Analyst"]',
    });
    const content = contentOf(recording);
    for (const part of [
      '"aws:RequestedRegion":["eu-west-1","us-east-1"]',
      'arn:aws:iam::*:role/AWSControlTowerExecution',
      'arn:aws:iam::*:role/Deploy',
      'arn:aws:iam::555555555555:role/TrailGuardBreakGlass',
      'arn:aws:kms:*:555555555555:key/*',
      'arn:aws:s3:::trailguard-logs-copy-555555555555-eu-west-1/*',
      '"aws:PrincipalAccount":["666666666666"]',
    ]) {
      expect(content).toContain(part);
    }
    expect(content).not.toContain('guardduty:');
    expect(
      recording.find(
        'aws:organizations/policyAttachment:PolicyAttachment',
        'organization-guardrails-1-ou-ab12-11111111',
      ).protect,
    ).toBe(true);
  });

  it('bear on every bucket that keeps evidence: findings, configurations and incidents as well as logs', async () => {
    const content = contentOf(await recorded({ findingResponse: 'true' }));
    for (const name of [
      'trailguard-logs-222222222222-us-east-1',
      'trailguard-access-logs-222222222222-us-east-1',
      'trailguard-findings-222222222222-us-east-1',
      'trailguard-config-222222222222-us-east-1',
      'trailguard-config-logs-222222222222-us-east-1',
      'trailguard-incidents-333333333333-us-east-1',
    ]) {
      expect(content.split(`"arn:aws:s3:::${name}/*"`)).toHaveLength(4 + 1);
    }
    expect(contentOf(await recorded({ configRecorder: 'false' }))).not.toContain('trailguard-config-');
  });

  it('are left out where none is asked for, without a question about policies', async () => {
    const calls = Object.fromEntries(
      Object.entries(answers()).filter(([token]) => !/organizations\/getPolic|servicequotas/.test(token)),
    ) as RecordOptions['calls'];
    const recording = await recorded({ guardrails: '[]' }, { calls: calls ?? {} });
    expect(policies(recording)).toEqual([]);
    expect(recording.outputs.guardrailPolicies).toEqual([]);
  });

  it('tell how a policy type is enabled that is not, and leave trail and detection as they are', async () => {
    const calls = answers({ enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'] });
    const recording = await recorded({}, { calls });
    expect(recording.outputs).toMatchObject({
      guardrailPolicies: ['trailguard-guardrails-1'],
      guardrailsNotInForce: ['RESOURCE_CONTROL_POLICY'],
      trailArn: 'arn-of-organization',
    });
    expect(said.filter((text) => text.startsWith('Guardrails'))).toEqual([
      'Guardrails that are resource control policies are not in force: their type is not enabled in the root r-ab12. Enable it once, with ' +
        'credentials of the management account: aws organizations enable-policy-type --root-id r-ab12 --policy-type RESOURCE_CONTROL_POLICY',
    ]);
    const none = await recorded({}, { calls: answers({ enabledPolicyTypes: [] }) });
    expect(policies(none)).toEqual([]);
    expect(none.outputs.guardrailsNotInForce).toHaveLength(2);
  });

  it('are packed by the quota that AWS tells', async () => {
    const recording = await recorded({}, { calls: answers({ documentLength: 4000 }) });
    const lengths = policies(recording)
      .filter(({ inputs }) => inputs.type === 'SERVICE_CONTROL_POLICY')
      .map(({ inputs }) => String(inputs.content).length);
    expect(lengths.length).toBeGreaterThan(1);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(4000);
  });

  it('stop a preview with what is attached and the way out when they do not fit', async () => {
    const attached = {
      'r-ab12': ['FullAWSAccess', ...Array.from({ length: 9 }, (_, index) => `theirs-${index}`)],
    };
    const settings = { guardrails: '["trails"]' };
    const previewed = recorded(settings, { calls: answers({ attached }), isPreview: true });
    await expect(previewed).rejects.toThrow(
      /do not fit:\n- r-ab12 has 10 of at most 10 service control policies attached \(FullAWSAccess, theirs-0, .*\), so 0 more may be; the guardrails need 1 more.*\n.*trailguard:guardrailTargetIds/,
    );
  });

  it('find room where they are attached already', async () => {
    const theirs = Array.from({ length: 8 }, (_, index) => `theirs-${index}`);
    const attached = { 'r-ab12': ['FullAWSAccess', ...theirs, 'trailguard-guardrails-1'] };
    const recording = await recorded({ guardrails: '["trails"]' }, { calls: answers({ attached }) });
    expect(recording.outputs.guardrailPolicies).toEqual(['trailguard-guardrails-1']);
  });

  it('are refused where they would shut out the role that deploys', async () => {
    const settings = { deployRoleNames: '["Deploy"]' };
    await expect(recorded(settings)).rejects.toThrow(
      /stacks enter members as OrganizationAccountAccessRole, which the guardrails would shut out/,
    );
    await expect(recorded({ ...settings, securityProfile: 'security' })).resolves.toBeDefined();
  });

  it('cannot be opened by a pattern that holds every role', async () => {
    const settings = { guardrailExemptRoleArns: '["arn:aws:iam::*:role/*"]' };
    await expect(recorded(settings)).rejects.toThrow('trailguard:guardrailExemptRoleArns is');
  });

  it('are missed where exceptions are set and no guardrail is', async () => {
    const settings = {
      guardrails: '[]',
      guardrailExemptRoleArns: '["arn:aws:iam::*:role/AWSControlTowerExecution"]',
    };
    await expect(recorded(settings)).rejects.toThrow(
      'trailguard:guardrailExemptRoleArns is set and guardrails is []',
    );
  });
});

describe('administration by the security account', () => {
  it('is delegated for CloudTrail by default, after the trail', async () => {
    const recording = await recorded();
    const administrator = recording.find(
      'aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount',
    );
    expect(administrator).toMatchObject({ inputs: { accountId: '333333333333' }, protect: true });
    expect(administrator.dependsOn).toContain('Trail organization');
  });

  it('comes with the trusted access of each further service, never with the list of all', async () => {
    const recording = await recorded({ delegatedServices: '["config","access-analyzer"]' });
    const types = recording.resources.map(({ type }) => type);
    expect(types).not.toContain('aws:organizations/organization:Organization');
    expect(types.filter((type) => type.endsWith(':OrganizationDelegatedAdminAccount'))).toEqual([]);
    const analyzer = recording.find(
      'aws:organizations/delegatedAdministrator:DelegatedAdministrator',
      'security-access-analyzer',
    );
    expect(analyzer.dependsOn).toContain('AwsServiceAccess organization-access-analyzer');
  });
});

describe('what leaves the settings', () => {
  /** What AWS would be told, by type and name. A component's own inputs are its arguments: its children's count. */
  const declared = ({ resources }: Awaited<ReturnType<typeof recorded>>) =>
    new Map(
      resources.map(({ type, name, inputs, protect, provider }) => [
        `${type} ${name}`,
        { type, name, inputs: type.startsWith('trailguard:') ? {} : inputs, protect, provider },
      ]),
    );
  const of = (regions: string[], settings: Record<string, string> = {}) =>
    recorded({ regions: JSON.stringify(regions), ...settings });

  it('is the only thing that goes with a region: nothing else of the organization changes', async () => {
    const before = declared(await of(['us-east-1', 'eu-west-1', 'eu-central-1']));
    const after = declared(await of(['us-east-1', 'eu-west-1']));
    const gone = [...before].filter(([key]) => !after.has(key));
    expect(gone.length).toBeGreaterThan(0);
    for (const [key, resource] of gone) {
      expect(key).toContain('eu-central-1');
      // Even that is not silenced by an edit of settings: the engine refuses to delete what is protected.
      if (/Detector|OrganizationAdminAccount/.test(resource.type)) expect(resource.protect).toBe(true);
    }
    for (const [key, resource] of after) expect(before.get(key)).toEqual(resource);
  });

  it('is the guardrails alone when they are turned off, and those are protected', async () => {
    const before = declared(await recorded());
    const after = declared(await recorded({ guardrails: '[]' }));
    const gone = [...before].filter(([key]) => !after.has(key));
    expect(gone.map(([key]) => key.split(' ')[0]?.split(':').at(-1)).sort()).toEqual([
      'Guardrails',
      'Policy',
      'Policy',
      'PolicyAttachment',
      'PolicyAttachment',
    ]);
    for (const [, { type, protect }] of gone)
      expect([type, protect]).toEqual([type, !type.startsWith('trailguard:')]);
    for (const [key, resource] of after) expect(before.get(key)).toEqual(resource);
  });

  it('is the administrator of a service alone that is not delegated any more', async () => {
    const before = declared(await recorded());
    const after = declared(await recorded({ delegatedServices: '[]' }));
    const gone = [...before].filter(([key]) => !after.has(key));
    // What components of their own need stays delegated.
    expect(gone.map(([, { name, protect }]) => [name, protect])).toEqual([['security-cloudtrail', true]]);
    for (const [key, resource] of after) expect(before.get(key)).toEqual(resource);
  });
});
