import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRoleCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  EncryptCommand,
  DecryptCommand,
  KMSClient,
} from '@aws-sdk/client-kms';
import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  ListCreateAccountStatusCommand,
  ListOrganizationalUnitsForParentCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateTopicCommand, GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { administrator, configOf, member } from './test/clients.ts';

let stateDir: string;
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'sandbox-'));
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

/** One of each, in a member account; what they are found by. */
async function createThings(sandbox: Sandbox) {
  const account = await member(sandbox, sandbox.accounts.logArchive, 'eu-west-1');
  const key = await new KMSClient(account).send(new CreateKeyCommand({ Description: 'kept' }));
  const keyId = key.KeyMetadata?.KeyId ?? '';
  await new KMSClient(account).send(new CreateAliasCommand({ AliasName: 'alias/kept', TargetKeyId: keyId }));
  const cipher = await new KMSClient(account).send(
    new EncryptCommand({ KeyId: keyId, Plaintext: Buffer.from('secret') }),
  );
  const s3 = new S3Client(account);
  await s3.send(
    new CreateBucketCommand({
      Bucket: 'kept-bucket',
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
    }),
  );
  await s3.send(new PutObjectCommand({ Bucket: 'kept-bucket', Key: 'a/b', Body: 'hello' }));
  const topic = await new SNSClient(account).send(new CreateTopicCommand({ Name: 'kept' }));
  await new CloudWatchLogsClient(account).send(new CreateLogGroupCommand({ logGroupName: 'kept' }));
  const role = await new IAMClient(account).send(
    new CreateRoleCommand({
      RoleName: 'kept',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      }),
    }),
  );
  const unit = await new OrganizationsClient(administrator(sandbox)).send(
    new CreateOrganizationalUnitCommand({ ParentId: sandbox.rootId, Name: 'Kept' }),
  );
  return {
    account,
    keyId,
    cipher: cipher.CiphertextBlob,
    topicArn: topic.TopicArn,
    roleId: role.Role?.RoleId,
    unitId: unit.OrganizationalUnit?.Id,
  };
}

async function expectThings(sandbox: Sandbox, made: Awaited<ReturnType<typeof createThings>>) {
  // The session from before is still good.
  const account = configOf(sandbox, made.account.credentials, 'eu-west-1');
  const kms = new KMSClient(account);
  expect((await kms.send(new DescribeKeyCommand({ KeyId: 'alias/kept' }))).KeyMetadata?.KeyId).toBe(
    made.keyId,
  );
  const plain = await kms.send(new DecryptCommand({ CiphertextBlob: made.cipher }));
  expect(Buffer.from(plain.Plaintext ?? []).toString()).toBe('secret');
  const object = await new S3Client(account).send(
    new GetObjectCommand({ Bucket: 'kept-bucket', Key: 'a/b' }),
  );
  expect(await object.Body?.transformToString()).toBe('hello');
  await new SNSClient(account).send(new GetTopicAttributesCommand({ TopicArn: made.topicArn }));
  const groups = await new CloudWatchLogsClient(account).send(new DescribeLogGroupsCommand({}));
  expect(groups.logGroups?.map((group) => group.logGroupName)).toContain('kept');
  const role = await new IAMClient(account).send(new GetRoleCommand({ RoleName: 'kept' }));
  expect(role.Role?.RoleId).toBe(made.roleId);
  const units = await new OrganizationsClient(administrator(sandbox)).send(
    new ListOrganizationalUnitsForParentCommand({ ParentId: sandbox.rootId }),
  );
  expect(units.OrganizationalUnits?.find((unit) => unit.Name === 'Kept')?.Id).toBe(made.unitId);
}

describe('a sandbox with a state folder', () => {
  it('is the same organization after a stop and a start', async () => {
    const first = await startSandbox({ stateDir });
    const { organizationId, accounts, environment } = first;
    const made = await createThings(first);
    await first.clock.advance(3_600_000);
    const ahead = first.clock.now().getTime();
    await first.stop();

    await using second = await startSandbox({ stateDir });
    expect(second.organizationId).toBe(organizationId);
    expect(second.accounts).toEqual(accounts);
    expect(second.environment.AWS_ACCESS_KEY_ID).toBe(environment.AWS_ACCESS_KEY_ID);
    expect(second.clock.now().getTime()).toBeGreaterThanOrEqual(ahead);
    await expectThings(second, made);
  });

  it('keeps all that it answered when its process is killed', async () => {
    const program = `
      import { startSandbox } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
      const sandbox = await startSandbox({ stateDir: ${JSON.stringify(stateDir)} });
      console.log(JSON.stringify({ endpoint: sandbox.endpoint, environment: sandbox.environment, accounts: sandbox.accounts, rootId: sandbox.rootId }));
    `;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let made: Awaited<ReturnType<typeof createThings>>;
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      made = await createThings(JSON.parse(line.toString()) as Sandbox);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }

    await using second = await startSandbox({ stateDir });
    await expectThings(second, made);
  });

  it('keeps what narrows sessions, each policy once', async () => {
    const first = await startSandbox({ stateDir, delays: { iam: 0 } });
    const role = `arn:aws:iam::${first.accounts.logArchive}:role/OrganizationAccountAccessRole`;
    const sts = new STSClient(administrator(first));
    const narrowed = async (RoleSessionName: string) => {
      const PolicyArns = [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }];
      const { Credentials } = await sts.send(
        new AssumeRoleCommand({ RoleArn: role, RoleSessionName, PolicyArns }),
      );
      return Credentials;
    };
    const sizes: number[] = [];
    for (const name of ['one', 'two', 'three']) {
      await narrowed(name);
      sizes.push((await stat(join(stateDir, 'sandbox.json'))).size);
    }
    const [one = 0, , three = 0] = sizes;
    expect(three - one).toBeLessThan(5_000);
    const session = await narrowed('four');
    await first.stop();

    await using second = await startSandbox({ stateDir, delays: { iam: 0 } });
    const reader = new S3Client({
      ...administrator(second),
      credentials: {
        accessKeyId: session?.AccessKeyId ?? '',
        secretAccessKey: session?.SecretAccessKey ?? '',
        sessionToken: session?.SessionToken ?? '',
      },
    });
    expect((await reader.send(new ListBucketsCommand({}))).Buckets).toEqual([]);
    const write = reader.send(new CreateBucketCommand({ Bucket: 'narrowed' }));
    await expect(write).rejects.toThrow(/no session policy allows/);
  });

  it('refuses a state that it cannot read and says which file', async () => {
    await writeFile(join(stateDir, 'sandbox.json'), '{"layout":1,');
    await expect(startSandbox({ stateDir })).rejects.toThrow(/sandbox\.json is damaged/);
  });

  it('goes on where a task cannot write it, and writes it with the next change', async () => {
    const first = await startSandbox({ stateDir });
    first.setDelays({ accounts: 1000 });
    const organizations = new OrganizationsClient(administrator(first));
    await organizations.send(new CreateAccountCommand({ AccountName: 'late', Email: 'late@example.com' }));
    // In the way of the file that is written beside the old one: as on a full disk, nothing can be written.
    const obstacle = join(stateDir, 'sandbox.json.new');
    await mkdir(obstacle);
    const [warning] = (await once(process, 'warning')) as [Error];
    expect(warning.message).toMatch(/The sandbox's state cannot be written now: .*sandbox\.json\.new/);
    await rmdir(obstacle);
    await createThings(first);
    await first.stop();

    await using second = await startSandbox({ stateDir });
    const { CreateAccountStatuses = [] } = await new OrganizationsClient(administrator(second)).send(
      new ListCreateAccountStatusCommand({}),
    );
    expect(CreateAccountStatuses.map(({ AccountName, State }) => [AccountName, State])).toContainEqual([
      'late',
      'SUCCEEDED',
    ]);
  });

  it('is refused to a second sandbox', async () => {
    await using _ = await startSandbox({ stateDir });
    await expect(startSandbox({ stateDir })).rejects.toThrow(/is in use by another sandbox/);
  });
});
