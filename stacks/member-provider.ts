import type { Provider } from '@pulumi/aws/provider.js';
import type { Region } from '@pulumi/aws/types/enums/index.js';
import { aws } from '@trailguard/baseline/aws';
import * as pulumi from '@pulumi/pulumi';
import { OrganizationAccessRoleName, partitionOf } from '@trailguard/baseline';

/** Arguments of {@link memberProvider}. */
export interface MemberProviderArgs {
  /** The account to work in; anything else is refused by the provider. */
  readonly accountId: pulumi.Input<string>;
  readonly homeRegion: string;
  /** Profile with the account's credentials; left out, the role that Organizations made is taken. */
  readonly profile?: string | undefined;
}

/** A provider for another account. Its inputs do not change from run to run, so it never differs. */
export function memberProvider(
  name: string,
  args: MemberProviderArgs,
  opts?: pulumi.ResourceOptions,
): Provider {
  const roleArn = pulumi.interpolate`arn:${partitionOf(args.homeRegion)}:iam::${args.accountId}:role/${OrganizationAccessRoleName}`;
  return new aws.Provider(
    name,
    {
      region: args.homeRegion as Region,
      allowedAccountIds: [args.accountId],
      ...(args.profile === undefined ? { assumeRoles: [{ roleArn }] } : { profile: args.profile }),
    },
    opts,
  );
}
