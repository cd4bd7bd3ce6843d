import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  GetKeyPolicyCommand,
  KMSClient,
  PutKeyPolicyCommand,
  ReplicateKeyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { assume, type ClientConfig, codeOf, member } from './test/clients.ts';

let sandbox: Sandbox;
let account: ClientConfig;
let kms: KMSClient;
let accountId: string;

beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0 } });
  accountId = sandbox.accounts.logArchive;
  account = await member(sandbox, accountId);
  kms = new KMSClient(account);
});
afterAll(() => sandbox?.stop());

const missing = '00000000-1111-2222-3333-444444444444';

async function key(): Promise<{ KeyId: string; Arn: string }> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  return { KeyId: KeyMetadata?.KeyId ?? '', Arn: KeyMetadata?.Arn ?? '' };
}

describe('a key that is not there', () => {
  it.each([
    ['an id', () => missing, () => `Key 'arn:aws:kms:us-east-1:${accountId}:key/${missing}' does not exist`],
    [
      'an ARN',
      () => `arn:aws:kms:us-east-1:${accountId}:key/${missing}`,
      () => `Key 'arn:aws:kms:us-east-1:${accountId}:key/${missing}' does not exist`,
    ],
    [
      'an alias',
      () => 'alias/nothing',
      () => `Alias arn:aws:kms:us-east-1:${accountId}:alias/nothing is not found.`,
    ],
    ['no id at all', () => 'nonsense', () => "Invalid keyId 'nonsense'"],
    [
      'an ARN of another region',
      () => `arn:aws:kms:eu-west-1:${accountId}:key/${missing}`,
      () => 'Invalid arn eu-west-1',
    ],
  ])('named by %s is not found, to whom may ask', async (_case, id, message) => {
    for (const command of [
      new DescribeKeyCommand({ KeyId: id() }),
      new EncryptCommand({ KeyId: id(), Plaintext: Buffer.from('x') }),
    ]) {
      const refused = kms.send(command as DescribeKeyCommand);
      await expect(refused).rejects.toMatchObject({ name: 'NotFoundException', message: message() });
    }
  });

  it('is not told to who may not ask, nor of another account', async () => {
    const nobody = new KMSClient(
      await assume(sandbox, `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`, {
        policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
      }),
    );
    expect(await codeOf(nobody.send(new DescribeKeyCommand({ KeyId: missing })))).toBe(
      'AccessDeniedException',
    );
    const foreign = `arn:aws:kms:us-east-1:${sandbox.accounts.security}:key/${missing}`;
    expect(await codeOf(kms.send(new DescribeKeyCommand({ KeyId: foreign })))).toBe('AccessDeniedException');
  });
});

describe('a key of which nothing is asked', () => {
  it('is symmetric and encrypts', async () => {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: (await key()).KeyId }));
    expect(KeyMetadata).toMatchObject({ KeyUsage: 'ENCRYPT_DECRYPT', KeySpec: 'SYMMETRIC_DEFAULT' });
  });
});

describe('the life of a key', () => {
  it('is changed by id or ARN, and never by alias', async () => {
    const { KeyId, Arn } = await key();
    const alias = `alias/${KeyId}`;
    await kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: Arn }));
    const state = async () =>
      (await kms.send(new DescribeKeyCommand({ KeyId: alias }))).KeyMetadata?.KeyState;

    await kms.send(new DisableKeyCommand({ KeyId: Arn }));
    expect(await state()).toBe('Disabled');
    await kms.send(new EnableKeyCommand({ KeyId: Arn }));
    expect(await state()).toBe('Enabled');
    const scheduled = await kms.send(new ScheduleKeyDeletionCommand({ KeyId: Arn, PendingWindowInDays: 7 }));
    expect(scheduled).toMatchObject({ KeyId: Arn, KeyState: 'PendingDeletion', PendingWindowInDays: 7 });
    expect(await state()).toBe('PendingDeletion');
    expect((await kms.send(new CancelKeyDeletionCommand({ KeyId: Arn }))).KeyId).toBe(Arn);
    expect(await state()).toBe('Disabled');

    for (const name of [alias, `arn:aws:kms:us-east-1:${accountId}:${alias}`]) {
      for (const command of [
        new DisableKeyCommand({ KeyId: name }),
        new EnableKeyCommand({ KeyId: name }),
        new ScheduleKeyDeletionCommand({ KeyId: name }),
        new CancelKeyDeletionCommand({ KeyId: name }),
        new GetKeyPolicyCommand({ KeyId: name }),
        new CreateGrantCommand({
          KeyId: name,
          GranteePrincipal: account.credentials.accessKeyId,
          Operations: ['Decrypt'],
        }),
      ]) {
        await expect(kms.send(command as DisableKeyCommand), command.constructor.name).rejects.toMatchObject({
          name: 'NotFoundException',
          message: `Invalid keyId '${name}'`,
        });
      }
    }
    expect(await state()).toBe('Disabled');
  });

  it('refuses what its state does not allow', async () => {
    const { KeyId, Arn } = await key();
    const refused = (command: unknown) => codeOf(kms.send(command as DisableKeyCommand));
    expect(await refused(new CancelKeyDeletionCommand({ KeyId }))).toBe('KMSInvalidStateException');
    expect(await refused(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 6 }))).toBe(
      'ValidationException',
    );
    expect(await refused(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 31 }))).toBe(
      'ValidationException',
    );
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId }));
    await expect(kms.send(new DisableKeyCommand({ KeyId }))).rejects.toMatchObject({
      name: 'KMSInvalidStateException',
      message: `${Arn} is pending deletion.`,
    });
    expect(await refused(new EnableKeyCommand({ KeyId }))).toBe('KMSInvalidStateException');
    expect(await refused(new ScheduleKeyDeletionCommand({ KeyId }))).toBe('KMSInvalidStateException');
  });

  it('is not for another account to change, whatever the key policy says', async () => {
    const { Arn } = await key();
    const open = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: {
            AWS: [`arn:aws:iam::${accountId}:root`, `arn:aws:iam::${sandbox.accounts.security}:root`],
          },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    };
    await kms.send(new PutKeyPolicyCommand({ KeyId: Arn, Policy: JSON.stringify(open) }));
    const other = new KMSClient(await member(sandbox, sandbox.accounts.security));
    expect((await other.send(new DescribeKeyCommand({ KeyId: Arn }))).KeyMetadata?.Arn).toBe(Arn);
    expect(await codeOf(other.send(new DisableKeyCommand({ KeyId: Arn })))).toBe('AccessDeniedException');
  });

  it('ends when its waiting period is over', async () => {
    const { KeyId } = await key();
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    await sandbox.clock.advance(6 * 86_400_000);
    expect((await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState).toBe('PendingDeletion');
    await sandbox.clock.advance(2 * 86_400_000);
    expect(await codeOf(kms.send(new DescribeKeyCommand({ KeyId })))).toBe('NotFoundException');
  });
});

describe('a replica of a key', () => {
  it('has the id of its primary, and policy, description and aliases of its own', async () => {
    const { KeyMetadata: primary } = await kms.send(
      new CreateKeyCommand({ MultiRegion: true, Description: 'one' }),
    );
    const KeyId = primary?.KeyId ?? '';
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/replicated', TargetKeyId: KeyId }));
    const policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${accountId}:root` },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    });
    const replicate = (ReplicaRegion: string) =>
      kms.send(new ReplicateKeyCommand({ KeyId, ReplicaRegion, Description: 'two', Policy: policy }));
    const { ReplicaKeyMetadata: replica } = await replicate('eu-west-1');
    expect(replica).toMatchObject({
      KeyId,
      Arn: primary?.Arn?.replace('us-east-1', 'eu-west-1'),
      Description: 'two',
      MultiRegionConfiguration: { MultiRegionKeyType: 'REPLICA', PrimaryKey: { Arn: primary?.Arn } },
    });
    const there = new KMSClient({ ...account, region: 'eu-west-1' });
    expect((await there.send(new GetKeyPolicyCommand({ KeyId }))).Policy).toBe(policy);
    expect(await codeOf(there.send(new DescribeKeyCommand({ KeyId: 'alias/replicated' })))).toBe(
      'NotFoundException',
    );
    const { KeyMetadata: known } = await kms.send(new DescribeKeyCommand({ KeyId }));
    expect(known).toMatchObject({
      Description: 'one',
      MultiRegionConfiguration: {
        MultiRegionKeyType: 'PRIMARY',
        ReplicaKeys: [{ Arn: replica?.Arn, Region: 'eu-west-1' }],
      },
    });
    expect(await codeOf(replicate('eu-west-1'))).toBe('AlreadyExistsException');
    expect(await codeOf(replicate('ap-east-1'))).toBe('DisabledException');
    const single = new ReplicateKeyCommand({ KeyId: (await key()).KeyId, ReplicaRegion: 'eu-west-1' });
    expect(await codeOf(kms.send(single))).toBe('UnsupportedOperationException');
  });
});
