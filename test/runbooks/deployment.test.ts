import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { ListRootsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandsOf, run } from './runbook.ts';

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Stands for the command in a checkout. */
const trailguard = `trailguard() { '${process.execPath}' '${join(import.meta.dirname, '../../packages/cli/src/main.ts')}' "$@"; }`;
const roleName = 'TrailGuardAudit';

let sandbox: Sandbox;
let folder: string;
const at = (credentials: Credentials) => ({
  endpoint: sandbox.endpoint,
  region: 'us-east-1',
  credentials,
});

beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0 } });
  folder = await mkdtemp(join(tmpdir(), 'trailguard-deployment-'));
});
afterAll(async () => {
  await sandbox?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Enters a role, which lets its holder in. */
async function enter(account: string, role: string, credentials: Credentials): Promise<Credentials> {
  const sts = new STSClient(at(credentials));
  try {
    const { Credentials: session } = await sts.send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/${role}`, RoleSessionName: 'audit' }),
    );
    return {
      accessKeyId: session?.AccessKeyId ?? '',
      secretAccessKey: session?.SecretAccessKey ?? '',
      sessionToken: session?.SessionToken ?? '',
    };
  } finally {
    sts.destroy();
  }
}

describe('deployment.md', () => {
  it('makes the management account ready: types of policies, and a role that enters the others', async () => {
    const { management, security } = sandbox.accounts;
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } =
      sandbox.environment;
    const administrator = { accessKeyId, secretAccessKey };
    const commands = (await commandsOf('../deployment'))('3. Once');
    await run([trailguard, commands], {
      environment: sandbox.environment,
      variables: { MANAGEMENT: management },
      folder,
    });

    const organizations = new OrganizationsClient(at(administrator));
    const { Roots } = await organizations.send(new ListRootsCommand({}));
    organizations.destroy();
    expect(Roots?.[0]?.PolicyTypes?.map(({ Type }) => Type).sort()).toEqual([
      'RESOURCE_CONTROL_POLICY',
      'SERVICE_CONTROL_POLICY',
    ]);

    await makeAuditRole(await enter(security, 'OrganizationAccountAccessRole', administrator));
    const auditor = await enter(management, roleName, administrator);
    const sts = new STSClient(at(await enter(security, roleName, auditor)));
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: security });
    sts.destroy();
  });
});

/** As the stacks make it in members: it lets the management account's role of the same name in. */
async function makeAuditRole(credentials: Credentials): Promise<void> {
  const iam = new IAMClient(at(credentials));
  const Principal = { AWS: `arn:aws:iam::${sandbox.accounts.management}:role/${roleName}` };
  await iam.send(
    new CreateRoleCommand({
      RoleName: roleName,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
      }),
    }),
  );
  iam.destroy();
}
