import type { PlainObject } from './plain-values.ts';
import { types } from './types.ts';

/** A resource by its provider, with the ARN that AWS gave it. */
export interface OwnedArn {
  /** Whatever tells one provider from another, such as its URN. */
  readonly provider: string | undefined;
  readonly type: string;
  readonly arn: unknown;
}

/**
 * The account of each provider whose resources' ARNs agree on one. Which account a provider works in is not always
 * its setting: credentials of the environment decide.
 */
export function accountsOfProviders(resources: Iterable<OwnedArn>): ReadonlyMap<string, string> {
  const seen = new Map<string, Set<string>>();
  for (const { provider, type, arn } of resources) {
    // The ARN of an event target is that of the queue or bus that it sends to.
    if (type === types.eventTarget) continue;
    const account = typeof arn === 'string' ? arn.match(/^arn:[^:]+:[^:]+:[^:]*:(\d{12}):/)?.[1] : undefined;
    if (provider === undefined || account === undefined) continue;
    seen.set(provider, (seen.get(provider) ?? new Set()).add(account));
  }
  return new Map(
    [...seen].flatMap(([provider, [account, ...others]]) =>
      account === undefined || others.length > 0 ? [] : [[provider, account] as const],
    ),
  );
}

/** A provider's properties with its account, where they do not say it themselves. */
export function withAccount(properties: PlainObject, account: string | undefined): PlainObject {
  const isTold = properties.allowedAccountIds !== undefined || properties.assumeRoles !== undefined;
  return isTold || account === undefined ? properties : { ...properties, allowedAccountIds: [account] };
}
