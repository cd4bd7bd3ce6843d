import { EnableSecurityHubCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { Administrators } from './clients.ts';

/** Enables Security Hub in an account, in us-east-1, with no standard. */
export async function enableSecurityHub(administrators: Administrators, accountId: string): Promise<void> {
  const hub = await administrators.client(SecurityHubClient, accountId);
  await hub.send(new EnableSecurityHubCommand({ EnableDefaultStandards: false }));
}
