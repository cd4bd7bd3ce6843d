import type { Estate } from '../model/estate.ts';
import type { Fact } from '../model/fact.ts';
import { isUnknown } from '../model/fact.ts';
import { isPlaceholder } from '../model/observation.ts';

/** Accounts of one purpose, and why there may be others. */
export interface SpecialAccounts {
  readonly ids: readonly string[];
  readonly hidden: Fact<never>;
}

/** Accounts that keep the log files of trails: owners of the buckets that trails deliver into. */
export function logArchiveAccounts({ buckets }: Estate): SpecialAccounts {
  const owners = buckets.items.filter(({ role }) => role === 'trail-logs').map(({ accountId }) => accountId);
  return gather(owners, buckets.complete === true ? null : buckets.complete);
}

/** Accounts that administer GuardDuty for the organization: the security account. */
export function securityAccounts({ organization, detectionOrganizations }: Estate): SpecialAccounts {
  const perRegion = detectionOrganizations.items.map(({ administratorAccountId }) => administratorAccountId);
  const delegated =
    organization === null || isUnknown(organization) ? null : organization.delegatedAdministrators;
  const named = isUnknown(delegated) ? [] : (delegated?.['guardduty.amazonaws.com'] ?? []);
  const { complete } = detectionOrganizations;
  return gather(
    [...perRegion, ...named],
    isUnknown(delegated) ? delegated : complete === true ? null : complete,
  );
}

function gather(owners: readonly Fact<string>[], hidden: Fact<never>): SpecialAccounts {
  const ids = owners.filter((id): id is string => typeof id === 'string' && !isPlaceholder(id));
  return { ids: [...new Set(ids)].sort(), hidden: owners.find(isUnknown) ?? hidden };
}
