import {
  type AccountAccess,
  type Bucket,
  breakGlassRoles,
  type Collection,
  type Unknown,
} from '@trailguard/controls';
import type { AuditedOrganization } from './audited-organization.ts';
import { readAccess, withSessionLengths } from './iam.ts';
import type { ReadAccount } from './read-account.ts';
import type { Reader } from './reader.ts';

/**
 * Who may do what in the accounts that were read, and in those that the organization's trail and logs rest on: their roles
 * deliver events and break the glass, whichever account is judged.
 */
export async function readAllAccess(
  reader: Reader,
  { managementAccountId, logArchiveAccountId, homeRegion }: AuditedOrganization,
  accounts: readonly ReadAccount[],
  buckets: Collection<Bucket>,
  unlisted: Unknown | undefined,
): Promise<Collection<AccountAccess>> {
  const own = accounts.flatMap(({ access }) => access);
  const others = [...new Set([managementAccountId, logArchiveAccountId])].filter(
    (id) => !accounts.some(({ fact }) => fact.id === id),
  );
  const further = await Promise.all(others.map((id) => readAccess(reader, id, homeRegion)));
  const { arns } = breakGlassRoles({ buckets });
  const items = await withSessionLengths(reader, [...own, ...further], arns, homeRegion);
  return { items, complete: unlisted ?? true };
}
