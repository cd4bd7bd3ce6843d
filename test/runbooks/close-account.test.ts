import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandsOf, run } from './runbook.ts';

let sandbox: Sandbox;
let organizations: OrganizationsClient;
let folder: string;
let quarantine: string;

beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0, accounts: 0 } });
  folder = await mkdtemp(join(tmpdir(), 'trailguard-close-'));
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } =
    sandbox.environment;
  organizations = new OrganizationsClient({
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey },
  });
  const { OrganizationalUnit } = await organizations.send(
    new CreateOrganizationalUnitCommand({ ParentId: sandbox.rootId, Name: 'Quarantine' }),
  );
  quarantine = OrganizationalUnit?.Id ?? '';
});
afterAll(async () => {
  organizations?.destroy();
  await sandbox?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function makeAccount(name: string): Promise<string> {
  const { CreateAccountStatus } = await organizations.send(
    new CreateAccountCommand({ AccountName: name, Email: `${name}@example.com` }),
  );
  await sandbox.clock.advance(1000);
  const { CreateAccountStatus: made } = await organizations.send(
    new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: CreateAccountStatus?.Id ?? '' }),
  );
  return made?.AccountId ?? '';
}
const suspend = (AccountId: string) =>
  organizations.send(
    new MoveAccountCommand({
      AccountId,
      SourceParentId: sandbox.rootId,
      DestinationParentId: quarantine,
    }),
  );
const statusOf = async (AccountId: string) =>
  (await organizations.send(new DescribeAccountCommand({ AccountId }))).Account?.Status;
const options = (ACCOUNT: string) => ({
  environment: sandbox.environment,
  folder,
  variables: {
    ACCOUNT,
    LOG_ARCHIVE: sandbox.accounts.logArchive,
    SECURITY: sandbox.accounts.security,
    ROOT: sandbox.rootId,
    ATTEMPTS: '1',
    PAUSE: '0',
  },
});

describe('close-account.md', () => {
  it('checks, keeps what the account was, closes it and waits until it is suspended', async () => {
    const id = await makeAccount('payments');
    await suspend(id);
    const commands = await commandsOf('close-account');
    const printed = await run(
      [commands('1. Check'), commands('2. Keep the evidence'), commands('3. Close')],
      options(id),
    );
    expect(printed).toContain('0 closed accounts are not gone yet; 10 of 3 members may be closed in 30 days');
    expect(printed).toContain('PENDING_CLOSURE');
    expect(JSON.parse(await readFile(join(folder, `account-${id}.json`), 'utf8')).Account.Email).toBe(
      'payments@example.com',
    );

    await expect(run([commands('4. Wait')], options(id))).rejects.toThrow(`${id} is PENDING_CLOSURE`);
    await sandbox.clock.advance(3_600_000);
    expect(await run([commands('4. Wait')], options(id))).toContain(`${id} is SUSPENDED`);
  });

  it('stops at the check where an account is not to be closed', async () => {
    const id = await makeAccount('orders');
    const check = (await commandsOf('close-account'))('1. Check');
    const { logArchive, management } = sandbox.accounts;
    await expect(run([check], options(id))).rejects.toThrow('not in the quarantine unit: suspend it first');
    for (const kept of [logArchive, management])
      await expect(run([check], options(kept))).rejects.toThrow(`${kept} keeps or watches the logs`);
    expect(await statusOf(id)).toBe('ACTIVE');
  });
});
