import { expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { AccountBaseline, type AccountBaselineArgs } from './account-baseline.ts';
import { AuditActions, DataReadActions } from './audit-actions.ts';

const recorded = (different: Partial<AccountBaselineArgs> = {}) =>
  recordProgram(() => {
    const baseline = new AccountBaseline('account', {
      managementAccountId: '111111111111',
      homeRegion: 'us-east-1',
      regions: ['us-east-1', 'eu-west-1'],
      ...different,
    });
    return { audit: baseline.auditRoleArn, preview: baseline.previewRoleArn };
  });

it.each([
  ['account-audit', 'TrailGuardAudit', 'Reads what the controls judge'],
  ['account-preview', 'TrailGuardPreview', 'Reads settings for previews'],
])(
  'makes %s for the role of the same name in the management account alone',
  async (name, roleName, description) => {
    const { assumeRolePolicy, ...rest } = (await recorded()).inputsOf('aws:iam/role:Role', name);
    expect(rest).toEqual({ name: roleName, description, maxSessionDuration: 3600 });
    expect(JSON.parse(String(assumeRolePolicy)).Statement).toEqual([
      {
        Sid: 'AssumeBySameRoleOfManagement',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111111111111:root' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:PrincipalArn': `arn:aws:iam::111111111111:role/${roleName}` } },
      },
    ]);
  },
);

it('asks sessions for the external id when there is one', async () => {
  const { assumeRolePolicy } = (await recorded({ externalId: 'word' })).inputsOf(
    'aws:iam/role:Role',
    'account-audit',
  );
  expect(JSON.parse(String(assumeRolePolicy)).Statement[0].Condition.StringEquals).toHaveProperty(
    'sts:ExternalId',
    'word',
  );
});

it('lets audits read settings one by one, and nothing else', async () => {
  const { policy, ...rest } = (await recorded()).inputsOf('aws:iam/rolePolicy:RolePolicy', 'account-audit');
  expect(rest).toEqual({ name: 'audit', role: 'TrailGuardAudit' });
  expect(JSON.parse(String(policy)).Statement).toEqual([
    { Sid: 'ReadWhatControlsJudge', Effect: 'Allow', Action: AuditActions, Resource: '*' },
  ]);
  const reading = /^[a-z0-9-]+:(Get|List|Describe|Lookup)[A-Za-z]+$/;
  expect(AuditActions.filter((action) => !reading.test(action))).toEqual([]);
  expect(AuditActions.filter((action) => DataReadActions.includes(action))).toEqual([]);
});

it('lets previews read settings and keeps data from them', async () => {
  const recording = await recorded();
  expect(recording.inputsOf('aws:iam/rolePolicyAttachment:RolePolicyAttachment')).toEqual({
    role: 'TrailGuardPreview',
    policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
  });
  const { policy } = recording.inputsOf('aws:iam/rolePolicy:RolePolicy', 'account-preview');
  expect(JSON.parse(String(policy)).Statement).toEqual([
    { Sid: 'DenyReadsOfData', Effect: 'Deny', Action: DataReadActions, Resource: '*' },
  ]);
});

it('closes S3, encrypts EBS in each region and sets a password policy', async () => {
  const recording = await recorded();
  expect(recording.inputsOf('aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock')).toEqual({
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  const volumes = recording.resources.filter(
    ({ type }) => type === 'aws:ebs/encryptionByDefault:EncryptionByDefault',
  );
  expect(volumes.map(({ inputs }) => inputs)).toEqual([
    { region: 'us-east-1', enabled: true },
    { region: 'eu-west-1', enabled: true },
  ]);
  expect(recording.inputsOf('aws:iam/accountPasswordPolicy:AccountPasswordPolicy')).toEqual({
    minimumPasswordLength: 14,
    passwordReusePrevention: 24,
    allowUsersToChangePassword: true,
    requireLowercaseCharacters: true,
    requireNumbers: true,
    requireSymbols: true,
    requireUppercaseCharacters: true,
  });
});
