import * as pulumi from '@pulumi/pulumi';
import { describeFullAccess } from '@trailguard/baseline';
import type { OrganizationStackSettings } from './settings/settings.ts';

/** Names who may end the trails of an account, on each preview and update: nothing is changed of what others made. */
export async function warnOfFullAccess(
  { cloudTrailFullAccess }: OrganizationStackSettings,
  accountId: string,
): Promise<void> {
  for (const holder of cloudTrailFullAccess.filter((arn) => arn.split(':')[4] === accountId))
    await pulumi.log.warn(describeFullAccess(holder));
}
