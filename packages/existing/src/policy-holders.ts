import { IAMClient, paginateListEntitiesForPolicy } from '@aws-sdk/client-iam';
import { type AwsAccess, clientOptions } from './lookup-scope.ts';

/**
 * ARNs of the users, groups and roles of an account that a managed policy is attached to, without their paths, sorted.
 * Whoever takes such a role or belongs to such a group holds it too.
 * @param policyArn of the policy, AWS's own or the account's.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html
 */
export async function policyHolders(
  policyArn: string,
  accountId: string,
  access: AwsAccess,
): Promise<string[]> {
  const partition = policyArn.split(':')[1] ?? 'aws';
  const arn = (kind: string, name = '') => `arn:${partition}:iam::${accountId}:${kind}/${name}`;
  const client = new IAMClient(clientOptions(access));
  try {
    const holders: string[] = [];
    for await (const page of paginateListEntitiesForPolicy({ client }, { PolicyArn: policyArn })) {
      holders.push(
        ...(page.PolicyUsers ?? []).map(({ UserName }) => arn('user', UserName)),
        ...(page.PolicyGroups ?? []).map(({ GroupName }) => arn('group', GroupName)),
        ...(page.PolicyRoles ?? []).map(({ RoleName }) => arn('role', RoleName)),
      );
    }
    return holders.sort();
  } finally {
    client.destroy();
  }
}
