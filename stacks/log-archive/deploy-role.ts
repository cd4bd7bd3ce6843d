import { aws } from '@trailguard/baseline/aws';
import * as pulumi from '@pulumi/pulumi';
import { roleArn } from '@trailguard/baseline';
import type { OrganizationStackSettings } from '../settings/settings.ts';

/** ARNs, in an account, of the roles that deploy. */
export function deployRoleArns(
  { homeRegion, deployRoleNames }: Pick<OrganizationStackSettings, 'homeRegion' | 'deployRoleNames'>,
  accountId: string,
): string[] {
  return deployRoleNames.map((name) => roleArn(homeRegion, accountId, name));
}

/**
 * Makes sure that an update is made by one of the roles that the archive's policies let change it: another could
 * put these policies in place and would then be shut out by them. A preview changes nothing, so anybody may.
 * @throws when the credentials are of another role, of a user or of root.
 */
export async function requireDeployRole(settings: OrganizationStackSettings): Promise<void> {
  if (pulumi.runtime.isDryRun()) return;
  const { deployRoleNames, breakGlassRoleName } = settings;
  const { arn } = await aws.getCallerIdentity({});
  // arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION; a role's path is not in it.
  const caller = /:assumed-role\/([^/]+)\//.exec(arn)?.[1];
  const names = [breakGlassRoleName, ...deployRoleNames.map((name) => name.split('/').at(-1))];
  if (caller !== undefined && names.includes(caller)) return;
  const reason =
    caller === undefined
      ? 'is no session of a role; take one of these roles'
      : `is none of the roles that may change the archive; add "${caller}" to the list if it is to deploy from now on`;
  throw new pulumi.RunError(
    `trailguard:deployRoleNames is ${JSON.stringify(deployRoleNames)}, and this update runs as ${arn}, which ${reason}. ` +
      'Otherwise the policies that it puts in place would shut it out',
  );
}
