import { AccountClient, EnableRegionCommand, ListRegionsCommand } from '@aws-sdk/client-account';
import { CloudWatchClient, DescribeAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import {
  AssociateKmsKeyCommand,
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateServiceLinkedRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateKeyCommand,
  EnableKeyRotationCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ListMessageMoveTasksCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { administrator, assume, type ClientConfig, codeOf, configOf, member } from './test/clients.ts';

let sandbox: Sandbox;
let admin: ClientConfig;
beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 10_000 } });
  admin = administrator(sandbox);
});
afterAll(() => sandbox?.stop());

const trust = (statement: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement }],
  });

/** A user without permissions, with keys. */
async function user(UserName: string): Promise<ClientConfig> {
  const iam = new IAMClient(admin);
  await iam.send(new CreateUserCommand({ UserName }));
  const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return configOf(sandbox, {
    accessKeyId: key?.AccessKeyId ?? '',
    secretAccessKey: key?.SecretAccessKey ?? '',
  });
}

describe('credentials', () => {
  it('that nobody has are refused in the words of each service', async () => {
    const unknown = configOf(sandbox, { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' });
    expect(await codeOf(new STSClient(unknown).send(new GetCallerIdentityCommand({})))).toBe(
      'InvalidClientTokenId',
    );
    expect(await codeOf(new OrganizationsClient(unknown).send(new ListAccountsCommand({})))).toBe(
      'UnrecognizedClientException',
    );
    expect(await codeOf(new S3Client(unknown).send(new ListBucketsCommand({})))).toBe('InvalidAccessKeyId');
    expect(await codeOf(new EC2Client(unknown).send(new DescribeRegionsCommand({})))).toBe('AuthFailure');
  });

  it('with a wrong secret sign nothing', async () => {
    const wrong = configOf(sandbox, { ...admin.credentials, secretAccessKey: 'wrong' });
    expect(await codeOf(new STSClient(wrong).send(new GetCallerIdentityCommand({})))).toBe(
      'SignatureDoesNotMatch',
    );
    expect(await codeOf(new KMSClient(wrong).send(new CreateKeyCommand({})))).toBe(
      'InvalidSignatureException',
    );
    expect(await codeOf(new S3Client(wrong).send(new ListBucketsCommand({})))).toBe('SignatureDoesNotMatch');
  });

  it('that were made inactive are refused', async () => {
    const keys = await user('inactive');
    await new IAMClient(admin).send(
      new UpdateAccessKeyCommand({
        UserName: 'inactive',
        AccessKeyId: keys.credentials.accessKeyId,
        Status: 'Inactive',
      }),
    );
    expect(await codeOf(new STSClient(keys).send(new GetCallerIdentityCommand({})))).toBe(
      'InvalidClientTokenId',
    );
  });

  it('of a session need its token', async () => {
    const { credentials } = await member(sandbox, sandbox.accounts.security);
    const { sessionToken: _, ...without } = credentials;
    expect(
      await codeOf(new STSClient(configOf(sandbox, without)).send(new GetCallerIdentityCommand({}))),
    ).toBe('InvalidClientTokenId');
  });

  it('can be exchanged for a session of the same user', async () => {
    const { Credentials: made } = await new STSClient(admin).send(new GetSessionTokenCommand({}));
    const session = configOf(sandbox, {
      accessKeyId: made?.AccessKeyId ?? '',
      secretAccessKey: made?.SecretAccessKey ?? '',
      sessionToken: made?.SessionToken ?? '',
    });
    const { Arn } = await new STSClient(session).send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(`arn:aws:iam::${sandbox.accounts.management}:user/administrator`);
  });
});

describe('assuming a role', () => {
  it('is refused for a role or an account that does not exist', async () => {
    for (const arn of [
      `arn:aws:iam::${sandbox.accounts.security}:role/none`,
      'arn:aws:iam::999999999999:role/OrganizationAccountAccessRole',
    ]) {
      expect(await codeOf(assume(sandbox, arn))).toBe('AccessDenied');
    }
  });

  it('is refused to a principal that the role does not trust', async () => {
    const logArchive = await member(sandbox, sandbox.accounts.logArchive);
    const role = `arn:aws:iam::${sandbox.accounts.security}:role/OrganizationAccountAccessRole`;
    expect(await codeOf(assume(sandbox, role, { by: logArchive }))).toBe('AccessDenied');
  });

  it('works only some time after the role was made', async () => {
    await new IAMClient(admin).send(
      new CreateRoleCommand({
        RoleName: 'new',
        AssumeRolePolicyDocument: trust({ Principal: { AWS: sandbox.accounts.management } }),
      }),
    );
    const role = `arn:aws:iam::${sandbox.accounts.management}:role/new`;
    expect(await codeOf(assume(sandbox, role))).toBe('AccessDenied');
    await sandbox.clock.advance(10_000);
    await assume(sandbox, role);
  });

  it('gives a session no more than its session policy', async () => {
    const policy = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }],
    };
    const role = `arn:aws:iam::${sandbox.accounts.security}:role/OrganizationAccountAccessRole`;
    const narrow = await assume(sandbox, role, { policy });
    await new S3Client(narrow).send(new ListBucketsCommand({}));
    expect(await codeOf(new KMSClient(narrow).send(new CreateKeyCommand({})))).toBe('AccessDeniedException');
  });

  it('lasts at most as long as the role allows', async () => {
    const request = new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${sandbox.accounts.security}:role/OrganizationAccountAccessRole`,
      RoleSessionName: 'long',
      DurationSeconds: 7200,
    });
    expect(await codeOf(new STSClient(admin).send(request))).toBe('ValidationError');
  });
});

describe('a decision', () => {
  it('is a refusal in the words of each service', async () => {
    const nobody = await user('nobody');
    expect(await codeOf(new S3Client(nobody).send(new ListBucketsCommand({})))).toBe('AccessDenied');
    expect(await codeOf(new KMSClient(nobody).send(new CreateKeyCommand({})))).toBe('AccessDeniedException');
    expect(await codeOf(new EC2Client(nobody).send(new DescribeRegionsCommand({})))).toBe(
      'UnauthorizedOperation',
    );
    expect(await codeOf(new SNSClient(nobody).send(new CreateTopicCommand({ Name: 't' })))).toBe(
      'AuthorizationErrorException',
    );
    expect(await codeOf(new CloudWatchLogsClient(nobody).send(new DescribeLogGroupsCommand({})))).toBe(
      'AccessDeniedException',
    );
    expect(await codeOf(new AccountClient(nobody).send(new ListRegionsCommand({})))).toBe(
      'AccessDeniedException',
    );
  });

  it('changes some time after a policy was attached', async () => {
    const reader = await user('reader');
    await new IAMClient(admin).send(
      new AttachUserPolicyCommand({
        UserName: 'reader',
        PolicyArn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
      }),
    );
    const list = () => new S3Client(reader).send(new ListBucketsCommand({}));
    expect(await codeOf(list())).toBe('AccessDenied');
    await sandbox.clock.advance(10_000);
    await list();
  });
});

describe('answers', () => {
  it('carry the date of the sandbox', async () => {
    await sandbox.clock.advance(86_400_000);
    const response = await fetch(`${sandbox.endpoint}/_sandbox/status`);
    const ahead = Date.parse(response.headers.get('date') ?? '') - Date.now();
    expect(ahead).toBeGreaterThan(86_000_000);
  });

  it('say so when the sandbox has no such operation', async () => {
    const response = await fetch(sandbox.endpoint, { headers: { 'x-amz-target': 'Nothing.There' } });
    expect(response.status).toBe(404);
  });

  it('tell an operation that moto does not have from one that it fails at', async () => {
    const client = new SQSClient({ ...administrator(sandbox), maxAttempts: 1 });
    const missing = client.send(new ListMessageMoveTasksCommand({ SourceArn: 'arn:aws:sqs:us-east-1:1:q' }));
    await expect(missing).rejects.toMatchObject({
      name: 'NotImplemented',
      message: 'The sandbox does not have sqs:ListMessageMoveTasks',
    });
    // AWS refuses this number by name; moto fails to read it.
    const Attributes = { VisibilityTimeout: 'soon' };
    const failing = client.send(new CreateQueueCommand({ QueueName: 'late', Attributes }));
    await expect(failing).rejects.toMatchObject({
      name: 'InternalFailure',
      message: "The sandbox failed at sqs:CreateQueue: a fault of moto's",
    });
  });
});

describe('regions', () => {
  it('are told alike by account and EC2, and one has to be opted in to', async () => {
    const listed = async () =>
      Object.fromEntries(
        ((await new AccountClient(admin).send(new ListRegionsCommand({}))).Regions ?? []).map((each) => [
          each.RegionName,
          each.RegionOptStatus,
        ]),
      );
    expect(await listed()).toMatchObject({ 'us-east-1': 'ENABLED_BY_DEFAULT', 'ap-east-1': 'DISABLED' });
    const asia = new KMSClient(administrator(sandbox, 'ap-east-1'));
    expect(await codeOf(asia.send(new CreateKeyCommand({})))).toBe('UnrecognizedClientException');
    await new AccountClient(admin).send(new EnableRegionCommand({ RegionName: 'ap-east-1' }));
    expect(await listed()).toMatchObject({ 'ap-east-1': 'ENABLED' });
    const { Regions } = await new EC2Client(admin).send(new DescribeRegionsCommand({}));
    expect(Regions?.find((each) => each.RegionName === 'ap-east-1')?.OptInStatus).toBe('opted-in');
    await asia.send(new CreateKeyCommand({}));
  });
});

describe('IAM', () => {
  it.each([
    ['cloudtrail.amazonaws.com', 'AWSServiceRoleForCloudTrail'],
    ['guardduty.amazonaws.com', 'AWSServiceRoleForAmazonGuardDuty'],
  ])('names the service-linked role of %s and keeps others from it', async (AWSServiceName, name) => {
    const iam = new IAMClient(await member(sandbox, sandbox.accounts.security));
    const { Role: role } = await iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName }));
    expect(role?.Arn).toBe(
      `arn:aws:iam::${sandbox.accounts.security}:role/aws-service-role/${AWSServiceName}/${name}`,
    );
    await sandbox.clock.advance(10_000);
    expect(await codeOf(iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName })))).toBe(
      'InvalidInputException',
    );
    expect(await codeOf(iam.send(new DeleteRoleCommand({ RoleName: name })))).toBe(
      'UnmodifiableEntityException',
    );
  });

  it('attaches any managed policy of AWS', async () => {
    await new IAMClient(admin).send(new CreateUserCommand({ UserName: 'trail-admin' }));
    await new IAMClient(admin).send(
      new AttachUserPolicyCommand({
        UserName: 'trail-admin',
        PolicyArn: 'arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess',
      }),
    );
    const unknown = new AttachUserPolicyCommand({
      UserName: 'trail-admin',
      PolicyArn: 'arn:aws:iam::aws:policy/None',
    });
    expect(await codeOf(new IAMClient(admin).send(unknown))).toBe('NoSuchEntityException');
  });

  it('refuses policies that are malformed or too large', async () => {
    const iam = new IAMClient(admin);
    const role = (AssumeRolePolicyDocument: string) =>
      iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument }));
    expect(await codeOf(role('{"Statement":1}'))).toBe('MalformedPolicyDocumentException');
    expect(
      await codeOf(
        role(trust({ Principal: { AWS: Array.from({ length: 200 }, (_, n) => String(1e11 + n)) } })),
      ),
    ).toBe('LimitExceededException');
    await role(trust({ Principal: { AWS: sandbox.accounts.management } }));
    const big = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: `arn:aws:s3:::${'x'.repeat(11_000)}` }],
    };
    const put = new PutRolePolicyCommand({
      RoleName: 'r',
      PolicyName: 'big',
      PolicyDocument: JSON.stringify(big),
    });
    expect(await codeOf(iam.send(put))).toBe('LimitExceededException');
  });
});

describe('KMS', () => {
  it('tells how a key rotates', async () => {
    const kms = new KMSClient(admin);
    const KeyId = (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId ?? '';
    expect((await kms.send(new GetKeyRotationStatusCommand({ KeyId }))).KeyRotationEnabled).toBe(false);
    await kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }));
    const status = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
    expect([status.KeyRotationEnabled, status.RotationPeriodInDays]).toEqual([true, 90]);
    expect(status.NextRotationDate?.getTime()).toBeCloseTo(
      sandbox.clock.now().getTime() + 90 * 86_400_000,
      -5,
    );
  });

  it('refuses a policy by which its writer would lose the key', async () => {
    const kms = new KMSClient(admin);
    const KeyId = (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId ?? '';
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'logs.amazonaws.com' },
      Action: 'kms:*',
      Resource: '*',
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    expect(await codeOf(kms.send(new PutKeyPolicyCommand({ KeyId, Policy })))).toBe(
      'MalformedPolicyDocumentException',
    );
  });
});

describe('CloudWatch', () => {
  it('encrypts a log group only with a key that lets it', async () => {
    const kms = new KMSClient(admin);
    const logs = new CloudWatchLogsClient(admin);
    const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({}));
    await logs.send(new CreateLogGroupCommand({ logGroupName: 'encrypted' }));
    const associate = () =>
      logs.send(new AssociateKmsKeyCommand({ logGroupName: 'encrypted', kmsKeyId: key?.Arn }));
    expect(await codeOf(associate())).toBe('InvalidParameterException');
    const own = {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${sandbox.accounts.management}:root` },
      Action: 'kms:*',
      Resource: '*',
    };
    const service = {
      Effect: 'Allow',
      Principal: { Service: 'logs.us-east-1.amazonaws.com' },
      Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      Resource: '*',
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:us-east-1:${sandbox.accounts.management}:log-group:*`,
        },
      },
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [own, service] });
    await kms.send(new PutKeyPolicyCommand({ KeyId: key?.KeyId, Policy }));
    await associate();
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'encrypted' }));
    expect(logGroups?.[0]?.kmsKeyId).toBe(key?.Arn);
    expect(
      await codeOf(
        logs.send(new PutRetentionPolicyCommand({ logGroupName: 'encrypted', retentionInDays: 2 })),
      ),
    ).toBe('InvalidParameterException');
  });

  it('keeps alarms', async () => {
    const cloudwatch = new CloudWatchClient(admin);
    await cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: 'a',
        MetricName: 'm',
        Namespace: 'n',
        Statistic: 'Sum',
        Period: 300,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      }),
    );
    const { MetricAlarms } = await cloudwatch.send(new DescribeAlarmsCommand({}));
    expect(MetricAlarms?.map((alarm) => alarm.AlarmName)).toEqual(['a']);
  });
});
