import { holdsOn } from '../exceptions/apply-exceptions.ts';
import { blackoutGuardId, type Exception } from '../exceptions/exception.ts';
import { isInScope } from '../exceptions/scope.ts';
import type { Blackout } from './blackouts.ts';

/** Blackouts that nobody accepted, and those that an exception names. */
export interface GuardedChange {
  /** With any of these the change must not be applied. */
  readonly refused: readonly Blackout[];
  readonly excepted: readonly { readonly blackout: Blackout; readonly exceptions: readonly Exception[] }[];
}

/**
 * Holds blackouts to the exceptions of a day. A blackout is excepted only when each of its resources, in each of its
 * accounts and Regions, is within the scope of an exception of `BLACKOUT`; for accounts that nobody named, only of one
 * that names the resource.
 *
 * @param asOf now, ISO 8601: AWS's clock where there is one
 */
export function heldToExceptions(
  blackouts: readonly Blackout[],
  exceptions: readonly Exception[],
  asOf: string,
): GuardedChange {
  const today = asOf.slice(0, 10);
  const holding = exceptions.filter((one) => one.control === blackoutGuardId && holdsOn(one, today));
  const refused: Blackout[] = [];
  const excepted: { blackout: Blackout; exceptions: readonly Exception[] }[] = [];
  for (const blackout of blackouts) {
    const used = exceptionsFor(blackout, holding);
    if (used === undefined) refused.push(blackout);
    else excepted.push({ blackout, exceptions: used });
  }
  return { refused, excepted };
}

/** The exceptions that together take in all places and resources of a blackout; `undefined` when one is left. */
function exceptionsFor(
  { accounts, regions, resources }: Blackout,
  exceptions: readonly Exception[],
): readonly Exception[] | undefined {
  const used = new Set<Exception>();
  for (const accountId of accounts.length === 0 ? [undefined] : accounts) {
    for (const region of regions.length === 0 ? [undefined] : regions) {
      for (const resource of resources) {
        const exception = exceptions.find(({ scope }) =>
          isInScope(scope, {
            ...(accountId === undefined ? {} : { accountId }),
            ...(region === undefined ? {} : { region }),
            urns: resource.startsWith('urn:') ? [resource] : [],
            arns: resource.startsWith('arn:') ? [resource] : [],
          }),
        );
        if (exception === undefined) return undefined;
        used.add(exception);
      }
    }
  }
  return [...used];
}
