import { type RecordOptions, recordProgram } from '@trailguard/baseline/testing';
import { describe, expect, it } from 'vitest';
import { program as account } from './account/program.ts';
import { program as logArchive } from './log-archive/program.ts';
import { program as organization } from './organization/program.ts';
import { program as security } from './security/program.ts';
import { accountConfig } from './testing/config.ts';
import { organizationAnswers } from './testing/organization-answers.ts';

const programs = { account, logArchive, organization, security };
const calls: NonNullable<RecordOptions['calls']> = {
  ...organizationAnswers(),
  'aws:index/getRegions:getRegions': () => ({ names: ['us-east-1'] }),
  'aws:kms/getKey:getKey': () => ({ arn: 'arn:aws:kms:us-east-1:222222222222:key/looked-up' }),
  'aws:guardduty/getDetector:getDetector': () => ({ id: 'detector' }),
  'aws:index/getCallerIdentity:getCallerIdentity': () => ({
    arn: 'arn:aws:sts::222222222222:assumed-role/OrganizationAccountAccessRole/job',
  }),
};
const recorded = (
  name: keyof typeof programs,
  settings: Record<string, string> = {},
  answers: NonNullable<RecordOptions['calls']> = {},
) =>
  recordProgram(programs[name], {
    config: accountConfig(settings),
    calls: { ...calls, ...answers },
  });

describe('the account', () => {
  it('has the tags that are set', async () => {
    const recording = await recorded('account', { accountTags: '{"owner":"payments"}' });
    expect(recording.inputsOf('aws:organizations/account:Account').tags).toEqual({ owner: 'payments' });
  });

  it('opts into regions before anything is made there, and has them watched too', async () => {
    const recording = await recorded('account', { optInRegions: '["ap-east-1"]' });
    const region = recording.find('aws:account/region:Region');
    expect([region.inputs, region.provider]).toEqual([
      { regionName: 'ap-east-1', enabled: true },
      'member-regions',
    ]);
    const encryption = recording.find('aws:ebs/encryptionByDefault:EncryptionByDefault', 'account-ap-east-1');
    expect(encryption.provider).toBe('member');
    expect(recording.find('pulumi:providers:aws', 'member').dependsOn).toContain('Region account-ap-east-1');
  });
});

describe('the word that sessions must bring along', () => {
  it.each(['account', 'logArchive', 'security'] as const)(
    'is asked for by the roles of the stack %s',
    async (name) => {
      const recording = await recorded(name, { roleExternalId: 'trailguard-7f3c' });
      for (const role of ['account-audit', 'account-preview']) {
        const trust = String(recording.inputsOf('aws:iam/role:Role', role).assumeRolePolicy);
        expect(JSON.parse(trust).Statement[0].Condition.StringEquals['sts:ExternalId']).toBe(
          'trailguard-7f3c',
        );
      }
    },
  );

  it('is refused when STS would', async () => {
    await expect(recorded('account', { roleExternalId: 'a word' })).rejects.toThrow(
      'trailguard:roleExternalId is "a word"; it must be a word that sessions',
    );
  });
});

describe('contacts', () => {
  const contact = {
    type: 'SECURITY',
    name: 'Security',
    title: 'On call',
    emailAddress: 'security@example.com',
    phoneNumber: '+49 30 1234',
  };
  const alternateContacts = JSON.stringify([contact]);
  const type = 'aws:account/alternativeContact:AlternativeContact';

  it.each([
    ['account', 'member'],
    ['logArchive', ''],
    ['organization', ''],
    ['security', ''],
  ] as const)('are set with credentials of the account of the stack %s', async (name, provider) => {
    const found = (await recorded(name, { alternateContacts })).find(type);
    expect(found.provider).toBe(provider);
    expect(found.inputs).toMatchObject({
      alternateContactType: 'SECURITY',
      emailAddress: 'security@example.com',
    });
  });

  it('are left as they are when none are set', async () => {
    const types = (await recorded('account')).resources.map((resource) => resource.type);
    expect(types.filter((found) => found.startsWith('aws:account/'))).toEqual([]);
  });

  it.each([
    [
      'no list',
      'security@example.com',
      'trailguard:alternateContacts is "security@example.com"; it must be whom AWS tells',
    ],
    [
      'a contact without a title',
      JSON.stringify([{ ...contact, title: '' }]),
      'trailguard:alternateContacts is [{',
    ],
    ['two for one matter', JSON.stringify([contact, contact]), 'there are 2 contacts for SECURITY'],
    [
      'a telephone without digits',
      JSON.stringify([{ ...contact, phoneNumber: 'x' }]),
      'has the phone number "x"; it must be digits',
    ],
  ])('are refused when wrong: %s', async (_what, value, message) => {
    await expect(recorded('account', { alternateContacts: value })).rejects.toThrow(message);
  });
});

describe('the quarantine unit', () => {
  const unit = 'aws:organizations/organizationalUnit:OrganizationalUnit';

  it('is in the root, exempts the roles that the settings name, and is told', async () => {
    const recording = await recorded('organization', {
      deployRoleNames: '["OrganizationAccountAccessRole","Deploy"]',
      guardrailExemptRoleArns: '["arn:aws:iam::*:role/AWSControlTowerExecution"]',
      quarantineUnitName: 'Suspended',
    });
    expect(recording.inputsOf(unit)).toEqual({ name: 'Suspended', parentId: 'r-ab12' });
    const { content } = recording.inputsOf('aws:organizations/policy:Policy', 'quarantine');
    expect(JSON.parse(String(content)).Statement[0].Condition.ArnNotLike['aws:PrincipalArn']).toEqual([
      'arn:aws:iam::*:role/OrganizationAccountAccessRole',
      'arn:aws:iam::*:role/Deploy',
      'arn:aws:iam::*:role/AWSControlTowerExecution',
      'arn:aws:iam::*:role/TrailGuardAudit',
      'arn:aws:iam::*:role/TrailGuardPreview',
      'arn:aws:iam::222222222222:role/TrailGuardBreakGlass',
    ]);
    expect(recording.outputs.quarantineUnitId).toBe('quarantine-id');
  });

  it('lets findings be answered, where they are', async () => {
    const recording = await recorded('organization', {
      findingResponse: 'true',
      responseActions: JSON.stringify({ 'restart-logging': ['Stealth:IAMUser/CloudTrailLoggingDisabled'] }),
    });
    const { content } = recording.inputsOf('aws:organizations/policy:Policy', 'quarantine');
    expect(JSON.parse(String(content)).Statement[0].Condition.ArnNotLike['aws:PrincipalArn']).toContain(
      'arn:aws:iam::*:role/TrailGuardResponse',
    );
  });

  it.each([
    ['is not wanted', { quarantineUnit: 'false' }, {}],
    ['would hold nobody', {}, organizationAnswers({ enabledPolicyTypes: [] })],
  ])('is not made where it %s', async (_why, settings, answers) => {
    const recording = await recorded('organization', settings, answers);
    expect(recording.resources.filter(({ type }) => type === unit)).toEqual([]);
    expect(recording.outputs).not.toHaveProperty('quarantineUnitId');
  });
});
