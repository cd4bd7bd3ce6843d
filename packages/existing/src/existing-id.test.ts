import { CreateAliasCommand, CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { existingId } from './existing-id.ts';
import { managementScope } from '../test/management-scope.ts';
import { clientOptions, type LookupScope } from './lookup-scope.ts';

let sandbox: Sandbox;
let scope: LookupScope;
let kms: KMSClient;
beforeAll(async () => {
  sandbox = await startSandbox();
  scope = managementScope(sandbox);
  kms = new KMSClient(clientOptions({ ...scope, region: 'eu-west-1' }));
});
afterAll(async () => {
  kms?.destroy();
  await sandbox?.stop();
});

const key = (description: string) => ({
  type: 'aws:kms/key:Key',
  inputs: { region: 'eu-west-1', description },
});
const alias = (name: string) => ({ type: 'aws:kms/alias:Alias', inputs: { region: 'eu-west-1', name } });

describe('a key that somebody made', () => {
  it('is the one that the alias beside it points to, whatever its description', async () => {
    const find = () => existingId(key('logs'), [alias('alias/logs')], scope);
    expect(await find()).toBeNull();
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: 'ours' }));
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/logs', TargetKeyId: KeyMetadata?.KeyId }));
    expect(await find()).toBe(KeyMetadata?.KeyId);
  });

  it('is not taken for another by its description where an alias would tell', async () => {
    await kms.send(new CreateKeyCommand({ Description: 'topics' }));
    expect(await existingId(key('topics'), [alias('alias/topics')], scope)).toBeNull();
  });
});

describe('an account that somebody made', () => {
  const account = (email: string) =>
    existingId({ type: 'aws:organizations/account:Account', inputs: { email, name: 'any' } }, [], scope);

  it('is the one that has the address, whatever its name', async () => {
    expect(await account('NOBODY@example.com')).toBeNull();
    const { Accounts = [] } = await new OrganizationsClient(clientOptions(scope)).send(
      new ListAccountsCommand({}),
    );
    const [known] = Accounts.filter(({ Id }) => Id === sandbox.accounts.security);
    expect(await account(known?.Email?.toUpperCase() ?? '')).toBe(sandbox.accounts.security);
  });
});
