import {
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import type { Key } from '@trailguard/controls';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fakeError, startFakeAws } from '../../test/fake-aws.ts';
import { useOrganization } from '../../test/use-organization.ts';
import { readKey } from './kms.ts';
import { Reader } from './reader.ts';

const used = useOrganization();
let kms: KMSClient;
let home: { accountId: string; region: string };

beforeAll(async () => {
  const { administrators, keyArn, sandbox } = used.parts;
  home = { accountId: sandbox.accounts.logArchive, region: 'us-east-1' };
  kms = await administrators.client(KMSClient, home.accountId);
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/logs', TargetKeyId: keyArn }));
});

/** A key as a trail of the management account in another region names it by ARN. */
const elsewhere = () => ({ accountId: used.parts.sandbox.accounts.management, region: 'eu-west-1' });

describe('a key', () => {
  it('is read where its ARN says', async () => {
    const { keyArn } = used.parts;
    expect(await readKey(used.reader(), keyArn, elsewhere())).toEqual({
      arn: keyArn,
      id: keyArn.split('/')[1],
      ...home,
      manager: 'CUSTOMER',
      role: 'other',
      state: 'Enabled',
      deletionDate: null,
      deletionWindowDays: null,
      spec: 'SYMMETRIC_DEFAULT',
      usage: 'ENCRYPT_DECRYPT',
      origin: 'AWS_KMS',
      isMultiRegion: false,
      primaryArn: null,
      rotates: true,
      rotationPeriodDays: 365,
      grants: [],
      removal: null,
      policy: expect.objectContaining({ Statement: expect.any(Array) }),
      observation: {
        arn: keyArn,
        calls: expect.objectContaining({ state: 'kms:DescribeKey' }),
        at: expect.any(String),
      },
    });
  });

  it.each([
    ['id', () => used.parts.keyArn.split('/')[1] ?? '', () => home],
    ['alias', () => 'alias/logs', () => home],
    ['an alias’s ARN', () => used.parts.keyArn.replace(/key\/.*/, 'alias/logs'), elsewhere],
  ])('is found by its %s', async (_what, reference, from) => {
    const reader = used.reader();
    const key = (await readKey(reader, reference(), from())) as Key;
    expect(key).toMatchObject({ arn: used.parts.keyArn, rotates: true, ...home });
    expect(reader.failures).toEqual([]);
  });

  it('may be disabled', async () => {
    const { keyArn } = used.parts;
    const KeyId = keyArn.split('/')[1];
    await kms.send(new DisableKeyCommand({ KeyId }));
    const key = (await readKey(used.reader(), keyArn, home)) as Key;
    await kms.send(new EnableKeyCommand({ KeyId }));
    expect(key.state).toBe('Disabled');
  });

  it('may be about to be deleted, or of a kind that KMS does not rotate', async () => {
    const made = await kms.send(new CreateKeyCommand({}));
    const KeyId = made.KeyMetadata?.KeyId;
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    const key = (await readKey(used.reader(), made.KeyMetadata?.Arn ?? '', home)) as Key;
    expect(key).toMatchObject({ state: 'PendingDeletion', deletionDate: expect.stringMatching(/^\d{4}-/) });
    const signing = await kms.send(new CreateKeyCommand({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }));
    const reader = used.reader();
    expect(await readKey(reader, signing.KeyMetadata?.Arn ?? '', home)).toMatchObject({
      spec: 'RSA_2048',
      usage: 'SIGN_VERIFY',
    });
    expect(reader.failures).toEqual([]);
  });

  it('has the grants that were given', async () => {
    const made = await kms.send(new CreateKeyCommand({}));
    const grantee = `arn:aws:iam::${home.accountId}:role/OrganizationAccountAccessRole`;
    await kms.send(
      new CreateGrantCommand({
        KeyId: made.KeyMetadata?.KeyId,
        GranteePrincipal: grantee,
        Operations: ['Decrypt'],
      }),
    );
    const key = (await readKey(used.reader(), made.KeyMetadata?.Arn ?? '', home)) as Key;
    expect(key.grants).toEqual([{ grantee, operations: ['Decrypt'] }]);
  });

  it('need not rotate', async () => {
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    const key = (await readKey(used.reader(), KeyMetadata?.Arn ?? '', home)) as Key;
    expect(key.rotates).toBe(false);
  });
});

describe('a key that is gone', () => {
  afterEach(() => vi.stubEnv('AWS_ENDPOINT_URL', used.parts.sandbox.endpoint));

  it('is absent, which is no failure', async () => {
    await using aws = await startFakeAws(() => fakeError(400, 'NotFoundException'));
    vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
    const reader = new Reader(async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }));
    expect(await readKey(reader, used.parts.keyArn, home)).toBeNull();
    expect(reader.failures).toEqual([]);
    reader.close();
  });
});
