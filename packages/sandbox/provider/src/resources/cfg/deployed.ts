import { isError, poll } from '../../core/retry.ts';
import type { ResourceContext } from '../../core/resource.ts';

/** How AWS Config tells that something reached the organization's accounts. */
export interface Deployment {
  readonly status: string | undefined;
  readonly reason?: string | undefined;
}

/**
 * Waits until a rule or a pack has reached all accounts.
 * @throws when it did not: accounts without a recorder are named most often.
 */
export async function deployed(
  what: string,
  ask: () => Promise<Deployment>,
  context: ResourceContext,
): Promise<void> {
  const found = await poll(
    async () => {
      const deployment = await ask();
      return deployment.status === undefined || deployment.status.endsWith('IN_PROGRESS')
        ? undefined
        : deployment;
    },
    { timeoutMilliseconds: context.timeoutMilliseconds(5 * 60_000), signal: context.signal },
  );
  if (found?.status?.endsWith('_SUCCESSFUL')) return;
  throw new Error(
    `${what} did not reach all accounts: ${[found?.status ?? 'it takes too long', found?.reason].filter(Boolean).join(', ')}`,
  );
}

/** Trusted access or the delegation may be fresh. */
export function isFreshOrganization(error: unknown): boolean {
  return isError(error, ['OrganizationAccessDeniedException', 'NoAvailableOrganizationException']);
}
