import type { MotoCalls } from '../../gateway/moto-calls.ts';

/** The role that AWS makes in every account that an organization creates. */
export const accountAccessRole = 'OrganizationAccountAccessRole';

const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';

/**
 * Makes the role by which the management account enters a new account.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html
 */
export async function createAccountAccessRole(
  moto: MotoCalls,
  accountId: string,
  managementAccountId: string,
  roleName: string = accountAccessRole,
): Promise<void> {
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${managementAccountId}:root` },
        Action: 'sts:AssumeRole',
      },
    ],
  };
  const iam = (operation: string, input: object) =>
    moto.call(accountId, 'us-east-1', 'iam', operation, input);
  await iam('CreateRole', { RoleName: roleName, AssumeRolePolicyDocument: JSON.stringify(trust) });
  await iam('AttachRolePolicy', { RoleName: roleName, PolicyArn: administrator });
}

/** Makes an administrator user of the management account and returns its keys. */
export async function createAdministrator(
  moto: MotoCalls,
  accountId: string,
): Promise<{ accessKeyId: string; secretAccessKey: string }> {
  const iam = (operation: string, input: object) =>
    moto.call(accountId, 'us-east-1', 'iam', operation, input);
  const user = { UserName: 'administrator' };
  await iam('CreateUser', user);
  await iam('AttachUserPolicy', { ...user, PolicyArn: administrator });
  const { AccessKey: key } = (await iam('CreateAccessKey', user)) as {
    AccessKey: { AccessKeyId: string; SecretAccessKey: string };
  };
  return { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey };
}
