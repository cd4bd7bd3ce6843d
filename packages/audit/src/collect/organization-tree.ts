import {
  OrganizationsClient,
  paginateListAccountsForParent,
  paginateListOrganizationalUnitsForParent,
  paginateListRoots,
} from '@aws-sdk/client-organizations';
import { type Collection, type ControlPolicy, type Fact, isUnknown } from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { given } from './given.ts';
import type { CallOptions, Reader } from './reader.ts';

/** Calls of this collector. */
export const calls = callsIn(
  'management account',
  'organizations:ListAccountsForParent',
  'organizations:ListOrganizationalUnitsForParent',
  'organizations:ListRoots',
);

/** Units below units that AWS allows; a deeper answer would be no tree. */
const deepest = 6;

/** Where accounts are in an organization, and which kinds of policies count there. */
export interface OrganizationTree {
  /** Account id -> ids of root and units above it, the root first. */
  readonly ancestors: ReadonlyMap<string, readonly string[]>;
  /** Kinds of policies that are enabled in the root. */
  readonly enabledPolicyTypes: readonly string[];
}

/**
 * The tree where something needs it. Policies of units need it after all that was left out: whom they bind, it tells alone.
 * @param policies those of the organization, which may still be on their way
 */
export async function readTreeFor(
  reader: Reader,
  managementAccountId: string,
  region: string,
  policies: Promise<Collection<ControlPolicy>>,
): Promise<Fact<OrganizationTree>> {
  if (reader.leavesOut('organizations:ListRoots')) {
    const { items } = await policies;
    const isOfUnit = ({ targets }: ControlPolicy) =>
      !isUnknown(targets) && targets?.some((target) => target.startsWith('ou-')) === true;
    if (items.some(isOfUnit)) reader.takeUp(calls.map(({ call }) => call));
  }
  return readTree(reader, managementAccountId, region);
}

/** The tree of an organization (`null` for a standalone account), level by level: a call for each unit, however many accounts are in it. */
export function readTree(
  reader: Reader,
  managementAccountId: string,
  region: string,
): Promise<Fact<OrganizationTree>> {
  const client = reader.client(OrganizationsClient, managementAccountId, region);
  const read = async (options: CallOptions) => {
    const ancestors = new Map<string, readonly string[]>();
    const types: string[] = [];
    for await (const { Roots } of paginateListRoots({ client }, {}, options)) {
      for (const { Id, PolicyTypes } of given(Roots, 'Roots')) {
        if (Id !== undefined) await readBelow(client, [Id], ancestors, options);
        types.push(
          ...(PolicyTypes ?? []).flatMap(({ Type, Status }) => (Status === 'ENABLED' ? (Type ?? []) : [])),
        );
      }
    }
    return { ancestors, enabledPolicyTypes: types.sort() };
  };
  return reader.ask(`organizations:ListRoots in ${managementAccountId}`, read, [
    'AWSOrganizationsNotInUseException',
  ]);
}

async function readBelow(
  client: OrganizationsClient,
  path: readonly string[],
  ancestors: Map<string, readonly string[]>,
  options: CallOptions,
): Promise<void> {
  const ParentId = path.at(-1);
  for await (const { Accounts } of paginateListAccountsForParent({ client }, { ParentId }, options)) {
    for (const { Id } of given(Accounts, 'Accounts')) if (Id !== undefined) ancestors.set(Id, path);
  }
  if (path.length > deepest) return;
  for await (const page of paginateListOrganizationalUnitsForParent({ client }, { ParentId }, options)) {
    for (const { Id } of given(page.OrganizationalUnits, 'OrganizationalUnits'))
      if (Id !== undefined) await readBelow(client, [...path, Id], ancestors, options);
  }
}
