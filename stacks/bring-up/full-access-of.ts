import { cloudTrailFullAccessArn, describeFullAccess } from '@trailguard/baseline';
import { policyHolders } from '@trailguard/existing/policy-holders';
import type { StackPlaces } from './open-stack.ts';
import type { PlannedStack } from './organization-file.ts';
import { reachOf } from './reach.ts';

/**
 * Who may end the trails of a stack's account, a line each. The stacks of accounts run with the credentials of the
 * management account, which the stack "organization" has told of. A look-up that fails is said, and stops nothing.
 */
export async function fullAccessOf(planned: PlannedStack, places: StackPlaces): Promise<string[]> {
  const { folder, homeRegion: region, config } = planned;
  if (folder === 'account' || config['trailguard:cloudTrailFullAccess'] !== undefined) return [];
  const { accountId, accessTo } = reachOf(planned, places);
  try {
    const access = { region, ...(await accessTo(accountId)) };
    const holders = await policyHolders(cloudTrailFullAccessArn(region), accountId, access);
    return holders.map(describeFullAccess);
  } catch (error) {
    const { message } = error as Error;
    return [`who has AWSCloudTrail_FullAccess in account ${accountId} is not known: ${message}`];
  }
}
