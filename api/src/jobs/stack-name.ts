import { createHash } from 'node:crypto';
import type { Account } from '../store/accounts.ts';

/** One stack an account for ever, found by what never changes: the e-mail address. */
export function stackNameOf(account: Pick<Account, 'name' | 'email'>): string {
  const slug = account.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${slug}-${createHash('sha256').update(account.email).digest('hex').slice(0, 8)}`;
}
