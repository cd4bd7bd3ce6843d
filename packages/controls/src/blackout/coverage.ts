import type { Estate } from '../model/estate.ts';
import type { Fact } from '../model/fact.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import type { EventSlice } from '../selectors/recorded-events.ts';
import { type Guarded, guardedOf } from './guarded.ts';
import { admittedBy } from './guards/admitted.ts';
import { recordersOf } from './recorders.ts';
import { watchersOf } from './watchers.ts';

/**
 * Whom an organization logs and watches, and what protects that: all that a change must not take away unseen. Plain
 * JSON in a fixed order, so that it can be committed beside a program and a reviewer sees in its diff what changed.
 */
export interface Coverage {
  readonly version: 1;
  readonly recorders: readonly Recorder[];
  readonly watchers: readonly Watcher[];
  readonly guarded: readonly Guarded[];
  /** URNs of all resources that stand; left out where they are not known, and in what is committed. */
  readonly standing?: readonly string[];
}

/** Accounts: one, or all of the organization. */
export type Accounts = 'organization' | { readonly account: string };

/** Regions: one, or all. */
export type Regions = 'all' | { readonly region: string };

/** A trail, and what it records. */
export interface Recorder {
  /** URN in a program, else ARN. */
  readonly id: string;
  readonly name: string;
  readonly accounts: Accounts;
  readonly regions: Regions;
  /** What it records; nothing while it is {@link idle}. */
  readonly events: readonly EventSlice[];
  /** Why it records nothing, such as `it does not log`. */
  readonly idle?: string;
  /** What about it is not known: then nothing that it may record is counted. */
  readonly unproven?: string;
}

/** Something through which GuardDuty watches. */
export interface Watcher {
  readonly id: string;
  readonly name: string;
  readonly accounts: Accounts;
  readonly region: string;
  /** `GuardDuty`, and `GuardDuty S3_DATA_EVENTS` for each feature that is on. */
  readonly sources: readonly string[];
  readonly unproven?: string;
  /** Whether GuardDuty watches the account through it alone, so that without it no other watcher counts there. */
  readonly isOnly?: true;
}

/** What an estate does not tell of a program. */
export interface ProgramParts {
  /** What the program gives to services and accounts of the organization. */
  readonly grants: readonly Grant[];
  /** Who may use what alerts and logs pass through. */
  readonly accessPolicies: readonly AccessPolicy[];
  /** What services may do by roles of their own. */
  readonly rolePolicies: readonly AccessPolicy[];
  /** URNs of its resources. */
  readonly standing: readonly string[];
}

/** Something that a resource gives by being there, such as trusted access of a service. */
export interface Grant {
  /** Such as `trusted access of cloudtrail.amazonaws.com`. */
  readonly name: string;
  readonly resource: string;
  readonly account?: string;
  readonly region?: string;
}

/** A policy, by the resource that sets it. */
export interface AccessPolicy extends Grant {
  readonly policy: Fact<PolicyDocument>;
}

/** What an estate logs and watches. @param program where the estate is that of a program */
export function coverageOf(estate: Estate, program?: ProgramParts): Coverage {
  const { grants = [], accessPolicies = [], rolePolicies = [] } = program ?? {};
  return {
    version: 1,
    recorders: inOrder(recordersOf(estate)),
    watchers: inOrder(watchersOf(estate)),
    guarded: inOrder([
      ...guardedOf(estate),
      ...grants.map((grant) => ({ ...grant, id: `grant ${grant.resource}`, kind: 'grant', values: {} })),
      ...accessPolicies.map(({ policy, ...found }) => ({
        ...found,
        id: `access policy ${found.resource}`,
        kind: 'access policy',
        values: { policy, admits: admittedBy(policy) },
      })),
      ...rolePolicies.map(({ policy, ...found }) => ({
        ...found,
        id: `role policy ${found.resource}`,
        kind: 'role policy',
        values: { policy },
      })),
    ]),
    ...(program === undefined ? {} : { standing: [...program.standing].sort() }),
  };
}

function inOrder<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, key: `${item.id}\n${JSON.stringify(item)}` }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}
