import {
  CreateRoleCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { administrator, codeOf, configOf } from './test/clients.ts';

let sandbox: Sandbox;
let sts: STSClient;
let serial: string;
let roleArn: string;

beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0 } });
  const config = administrator(sandbox);
  sts = new STSClient(config);
  const iam = new IAMClient(config);
  const { VirtualMFADevice: device } = await iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }),
  );
  serial = device?.SerialNumber ?? '';
  const { Arn: me = '' } = await sts.send(new GetCallerIdentityCommand({}));
  await iam.send(
    new EnableMFADeviceCommand({
      UserName: me.split('/').at(-1) ?? '',
      SerialNumber: serial,
      AuthenticationCode1: '123456',
      AuthenticationCode2: '654321',
    }),
  );
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${sandbox.accounts.management}:root` },
    Action: 'sts:AssumeRole',
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  };
  const { Role: role } = await iam.send(
    new CreateRoleCommand({
      RoleName: 'needs-mfa',
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
    }),
  );
  roleArn = role?.Arn ?? '';
  iam.destroy();
});
afterAll(() => sandbox?.stop());

const assume = (more: object, client = sts) =>
  client.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'test', ...more }));

it('opens a role that asks for MFA to a user with a code of its device alone', async () => {
  expect(await codeOf(assume({}))).toBe('AccessDenied');
  expect(await codeOf(assume({ SerialNumber: serial, TokenCode: 'no' }))).toBe('AccessDenied');
  expect(await codeOf(assume({ SerialNumber: `${serial}x`, TokenCode: '123456' }))).toBe('AccessDenied');
  const { AssumedRoleUser: session } = await assume({ SerialNumber: serial, TokenCode: '123456' });
  expect(session?.Arn).toContain('assumed-role/needs-mfa/test');
});

it('keeps the word of a session that was given out for a code', async () => {
  const { Credentials: made } = await sts.send(
    new GetSessionTokenCommand({ SerialNumber: serial, TokenCode: '123456' }),
  );
  const session = new STSClient(
    configOf(sandbox, {
      accessKeyId: made?.AccessKeyId ?? '',
      secretAccessKey: made?.SecretAccessKey ?? '',
      sessionToken: made?.SessionToken ?? '',
    }),
  );
  expect((await assume({}, session)).AssumedRoleUser?.Arn).toContain('needs-mfa');
  session.destroy();
});
