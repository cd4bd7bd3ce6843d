import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Config } from '../config.ts';
import { awaitAuditRole, credentialsOf, openMemberSession } from './credentials.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0 } });
  vi.stubEnv('AWS_ENDPOINT_URL', sandbox.endpoint);
  for (const [name, value] of Object.entries(sandbox.environment)) vi.stubEnv(name, value);
  await makeAuditRole('TrailGuardAudit', sandbox.accounts.security);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.stop();
});

/** A role for audits in an account; the security account's asks for an external id. */
async function makeAuditRole(RoleName: string, accountId: string): Promise<void> {
  const { security, management } = sandbox.accounts;
  const isMember = accountId === security;
  const credentials = isMember ? { credentials: credentialsOf(await openAsAdministrator()) } : {};
  const iam = new IAMClient({ region: 'us-east-1', ...credentials });
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: statement });
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${management}:root` },
    Action: 'sts:AssumeRole',
    ...(isMember ? { Condition: { StringEquals: { 'sts:ExternalId': 'word' } } } : {}),
  };
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document(trust) }));
  const all = { Effect: 'Allow', Action: ['iam:List*', 'sts:AssumeRole'], Resource: '*' };
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'audit', PolicyDocument: document(all) }));
  iam.destroy();
}

const openAsAdministrator = () => open({}, 'apply');

/** Settings of a service whose roles for audits and previews have a name of their own. */
function configOf(role: string, stackSettings: Record<string, string>): Config {
  const { management } = sandbox.accounts;
  return {
    organization: { homeRegion: 'us-east-1', managementAccountId: management },
    roles: { preview: role, audit: role, member: 'OrganizationAccountAccessRole' },
    stackSettings,
  } as unknown as Config;
}

const open = (stackSettings: Record<string, string>, purpose: 'audit' | 'preview' | 'apply' = 'audit') =>
  openMemberSession(configOf('TrailGuardAudit', stackSettings), purpose, sandbox.accounts.security, 'job');

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

it('takes a refusal of an audit as one, and waits for the role that a deployment has just made', async () => {
  const { security, management } = sandbox.accounts;
  const fresh = configOf('FreshAudit', { roleExternalId: 'word' });
  const ask = () => openMemberSession(fresh, 'audit', security, 'job');
  sandbox.setDelays({ iam: 2_000 });
  for (const id of [management, security]) await makeAuditRole('FreshAudit', id);
  await expect(ask()).rejects.toMatchObject({ name: 'AccessDenied' });
  await awaitAuditRole(fresh, security, 'job');
  await expect(ask()).resolves.toHaveProperty('AWS_SESSION_TOKEN');
});
