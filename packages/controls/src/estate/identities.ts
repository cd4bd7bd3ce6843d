import type { AccountAccess, Identity, IdentityPolicy } from '../model/estate.ts';
import type { Unknown } from '../model/fact.ts';
import { isUnknown, unknownBecause } from '../model/fact.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import { matchesPattern } from '../policy/wildcard.ts';
import { type Asking, forbids, type PossibleAction, permits } from '../policy/permissions.ts';
import { listIndex } from './list-index.ts';

/** How a policy's holders name an identity: by kind and name, and by the URN of a program's resource. */
function referencesOf({ kind, name, observation }: Identity): readonly string[] {
  return [
    ...(typeof name === 'string' ? [`${kind}/${name}`] : []),
    ...(observation.urn ? [observation.urn] : []),
  ];
}

/** Name of an identity for a reader. */
export function nameOfIdentity({ kind, name, observation }: Identity): string {
  return typeof name === 'string' ? `${kind} ${name}` : (observation.arn ?? observation.urn ?? `a ${kind}`);
}

/** Tells whether a role's name, or the reference of a holder, is one of some names or patterns. */
export function isNamed(name: string, approved: readonly string[]): boolean {
  const bare = name.replace(/^role\//, '').replace(/^urn:pulumi:.*::/, '');
  return approved.some((pattern) => matchesPattern(pattern.replace(/^arn:[^/]*:role\//, ''), bare));
}

const policiesByHolder = listIndex<IdentityPolicy>(({ heldBy }) =>
  heldBy === null || isUnknown(heldBy) ? [] : heldBy,
);
const policiesById = listIndex<IdentityPolicy>(({ id, observation }) => [id, observation.urn]);

/** What an identity holds, by itself and through its groups, and why it may hold more. */
export function holdingsOf(identity: Identity, access: AccountAccess) {
  const { policies } = access;
  const groups = isUnknown(identity.groups) ? [] : (identity.groups ?? []);
  const holders = [...referencesOf(identity), ...groups];
  const held = [...new Set(holders.flatMap((holder) => policiesByHolder(policies.items, holder)))];
  const hidden: Unknown | undefined =
    [identity.groups, identity.name, ...held.map(({ document }) => document)].find(isUnknown) ??
    policies.items.map(({ heldBy }) => heldBy).find(isUnknown) ??
    (policies.complete === true || isOpenWorld(policies.complete) ? undefined : policies.complete);
  return { policies: held, documents: held.flatMap(({ document }) => known(document)), hidden };
}

/** A program's own roles hold what it gives them: who would attach more to them elsewhere. */
function isOpenWorld({ unknown }: Unknown): boolean {
  return unknown === 'open-world';
}

function known(document: IdentityPolicy['document']): readonly PolicyDocument[] {
  return document === null || isUnknown(document) ? [] : [document];
}

/** Whether an identity may do any of some actions; why, where that is not known. */
export function mayDoAny(
  identity: Identity,
  access: AccountAccess,
  actions: readonly PossibleAction[],
  asking: Asking = 'any',
): boolean | Unknown {
  const { documents, hidden } = holdingsOf(identity, access);
  const open = actions.filter((asked) => !forbids(documents, asked, asking));
  const allowed = open.filter((asked) => permits(documents, asked, asking));
  if (allowed.length === 0) return hidden !== undefined && open.length > 0 ? hidden : false;
  // What could not be read may be a Deny.
  return hidden ?? boundaryAllows(identity, access, allowed);
}

/** A boundary grants nothing, and what it leaves out cannot be done. */
function boundaryAllows(
  { boundary }: Identity,
  { policies }: AccountAccess,
  allowed: readonly PossibleAction[],
): boolean | Unknown {
  if (boundary === null) return true;
  if (isUnknown(boundary)) return boundary;
  const [policy] = policiesById(policies.items, boundary);
  if (policy === undefined) return unknownBecause('not-read', `the boundary ${boundary} was not read`);
  if (isUnknown(policy.document)) return policy.document;
  const bound = policy.document === null ? [] : [policy.document];
  return allowed.some((asked) => permits(bound, asked));
}
