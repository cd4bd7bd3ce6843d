import type * as pulumi from '@pulumi/pulumi';
import { AccountContacts, type AccountContactsArgs } from '@trailguard/baseline';
import type { OrganizationStackSettings } from './settings/settings.ts';

/** Sets the contacts of the account whose credentials are used, where there are any to set. */
export function setContacts(
  settings: OrganizationStackSettings,
  opts?: pulumi.ComponentResourceOptions,
): void {
  const { alternateContacts, primaryContact } = settings;
  if (alternateContacts.length === 0 && primaryContact === undefined) return;
  const contacts = {
    alternateContacts,
    ...(primaryContact === undefined ? {} : { primaryContact }),
  } as AccountContactsArgs;
  new AccountContacts('account', contacts, opts);
}
