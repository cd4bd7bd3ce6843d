import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Config } from '../config.ts';
import { credentialsOf, openMemberSession } from './credentials.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0 } });
  vi.stubEnv('AWS_ENDPOINT_URL', sandbox.endpoint);
  for (const [name, value] of Object.entries(sandbox.environment)) vi.stubEnv(name, value);
  await makeAuditRole('word');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.stop();
});

/** A role for audits in the security account that asks for an external id. */
async function makeAuditRole(externalId: string): Promise<void> {
  const { security, management } = sandbox.accounts;
  const sts = new STSClient({ region: 'us-east-1' });
  const { Credentials: made } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${security}:role/OrganizationAccountAccessRole`,
      RoleSessionName: 'test',
    }),
  );
  const iam = new IAMClient({
    region: 'us-east-1',
    credentials: credentialsOf({
      AWS_ACCESS_KEY_ID: made?.AccessKeyId ?? '',
      AWS_SECRET_ACCESS_KEY: made?.SecretAccessKey ?? '',
      AWS_SESSION_TOKEN: made?.SessionToken ?? '',
    }),
  });
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: statement });
  const RoleName = 'TrailGuardAudit';
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${management}:root` },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': externalId } },
  };
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document(trust) }));
  const all = { Effect: 'Allow', Action: 'iam:List*', Resource: '*' };
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'audit', PolicyDocument: document(all) }));
  for (const client of [sts, iam]) client.destroy();
}

const open = (stackSettings: Record<string, string>, purpose: 'audit' | 'preview' | 'apply' = 'audit') => {
  const config = {
    organization: { homeRegion: 'us-east-1', managementAccountId: sandbox.accounts.management },
    roles: { preview: 'TrailGuardAudit', audit: 'TrailGuardAudit', member: 'OrganizationAccountAccessRole' },
    stackSettings,
  } as unknown as Config;
  return openMemberSession(config, purpose, sandbox.accounts.security, 'job');
};

it('brings the external id along that the settings of the stacks name', async () => {
  await expect(open({ roleExternalId: 'word' })).resolves.toHaveProperty('AWS_SESSION_TOKEN');
  await expect(open({ roleExternalId: 'word' }, 'preview')).resolves.toHaveProperty('AWS_SESSION_TOKEN');
});

it('is refused without it, or with another', async () => {
  await expect(open({}, 'preview')).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(open({ roleExternalId: 'sword' }, 'preview')).rejects.toMatchObject({ name: 'AccessDenied' });
});

it('applies by the role that Organizations made, which asks for none', async () => {
  await expect(open({ roleExternalId: 'word' }, 'apply')).resolves.toHaveProperty('AWS_SESSION_TOKEN');
});
