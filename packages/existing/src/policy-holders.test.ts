import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { managementScope } from '../test/management-scope.ts';
import { type AwsAccess, clientOptions } from './lookup-scope.ts';
import { policyHolders } from './policy-holders.ts';

const PolicyArn = 'arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess';
let sandbox: Sandbox;
let access: AwsAccess;
let iam: IAMClient;
beforeAll(async () => {
  sandbox = await startSandbox({ regions: ['us-east-1'], delays: { iam: 0 } });
  access = managementScope(sandbox);
  iam = new IAMClient(clientOptions(access));
});
afterAll(async () => {
  iam?.destroy();
  await sandbox?.stop();
});

const AssumeRolePolicyDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
});

it('finds users, groups and roles, and nobody where there is none', async () => {
  const { management } = sandbox.accounts;
  const find = () => policyHolders(PolicyArn, management, access);
  expect(await find()).toEqual([]);
  await iam.send(new CreateUserCommand({ UserName: 'ada' }));
  await iam.send(new AttachUserPolicyCommand({ UserName: 'ada', PolicyArn }));
  await iam.send(new CreateGroupCommand({ GroupName: 'operators' }));
  await iam.send(new AttachGroupPolicyCommand({ GroupName: 'operators', PolicyArn }));
  for (let index = 0; index < 3; index++) {
    const RoleName = `role-${index}`;
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, Path: '/team/' }));
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  }
  expect(await find()).toEqual(
    ['group/operators', 'role/role-0', 'role/role-1', 'role/role-2', 'user/ada'].map(
      (name) => `arn:aws:iam::${management}:${name}`,
    ),
  );
});
