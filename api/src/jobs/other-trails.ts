import { lookUpTrails } from '@trailguard/audit';
import type { JobContext } from './context.ts';
import { credentialsOf, openSession } from './credentials.ts';

/**
 * Looks for trails in the accounts of the baseline, so that the preview of `organization` names those that would
 * record the same events. Members' own trails are an audit's finding. A look-up that fails is said, and stops nothing.
 * @returns the setting for the stack; none where somebody has set it.
 */
export async function otherTrails({
  config,
  job,
  signal,
  event,
}: JobContext): Promise<Record<string, string>> {
  const { homeRegion, managementAccountId, logArchiveAccountId, securityAccountId } = config.organization;
  if (config.stackSettings.otherTrails !== undefined) return {};
  const { trails, unread } = await lookUpTrails({
    accounts: [managementAccountId, logArchiveAccountId, securityAccountId],
    homeRegion,
    credentials: async (id) => credentialsOf(await openSession(config, 'preview', id, job.id)),
    signal,
  });
  for (const { detail } of unread) {
    const text = `Whether other trails record the same events is not known: ${detail}`;
    event('diagnostic', { severity: 'warning', message: text, urn: '' });
  }
  return { 'trailguard:otherTrails': JSON.stringify(trails) };
}
