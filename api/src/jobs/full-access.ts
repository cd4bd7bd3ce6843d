import { partitionOf } from '@trailguard/controls';
import { policyHolders } from '@trailguard/existing/policy-holders';
import type { JobContext } from './context.ts';
import { credentialsOf, openSession } from './credentials.ts';
import { reasonOf } from './failure.ts';

/**
 * Looks for who may end the trails of an account, so that the preview of its stack names them. A look-up that fails is
 * said, and stops nothing.
 * @returns the setting for the stack; none where somebody has set it.
 */
export async function fullAccess(
  { config, job, event }: JobContext,
  accountId: string,
): Promise<Record<string, string>> {
  if (config.stackSettings.cloudTrailFullAccess !== undefined) return {};
  const { homeRegion: region } = config.organization;
  try {
    const session = await openSession(config, 'preview', accountId, job.id);
    const access = { region, credentials: credentialsOf(session) };
    const policyArn = `arn:${partitionOf(region)}:iam::aws:policy/AWSCloudTrail_FullAccess`;
    const holders = await policyHolders(policyArn, accountId, access);
    return { 'trailguard:cloudTrailFullAccess': JSON.stringify(holders) };
  } catch (error) {
    const message = `Who has AWSCloudTrail_FullAccess in account ${accountId} is not known: ${reasonOf(error)}`;
    event('diagnostic', { severity: 'warning', message, urn: '' });
    return {};
  }
}
