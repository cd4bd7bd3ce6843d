import type { SandboxContext } from '../../service.ts';
import { isLogging, statusKey, type Trail } from '../state.ts';
import { coveredAccounts, coveredRegions } from './places.ts';

/** ISO without milliseconds: digests count in seconds. */
export function toSecond(iso: string): string {
  return `${iso.slice(0, 19)}Z`;
}

/**
 * Opens the chain of every account and region that a logging trail covers and that has none yet: at
 * StartLogging, when validation is turned on, and for accounts and regions that come later. It ends those
 * of accounts that left.
 */
export function beginChains(sandbox: SandboxContext, trail: Trail): void {
  const accounts = coveredAccounts(sandbox, trail);
  const ids = new Set(accounts.map((account) => account.id));
  for (const key of Object.keys(trail.chains)) {
    if (!ids.has(key.split('/')[0] ?? '')) delete trail.chains[key];
  }
  const from = trail.periods.at(-1)?.from;
  if (!trail.logFileValidation || !isLogging(trail) || from === undefined) return;
  for (const account of accounts) {
    const begin =
      [from, account.joinedAt, trail.validatedSince]
        .filter((iso) => iso !== undefined)
        .map((iso) => toSecond(iso))
        .sort()
        .at(-1) ?? from;
    for (const region of coveredRegions(sandbox, trail, account.id)) {
      trail.chains[statusKey(account.id, region)] ??= { from: begin, files: [] };
    }
  }
}
