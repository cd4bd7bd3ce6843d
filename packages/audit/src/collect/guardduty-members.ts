import {
  GetMembersCommand,
  type GuardDutyClient,
  type Member,
  paginateListMembers,
} from '@aws-sdk/client-guardduty';
import { type Fact, isUnknown } from '@trailguard/controls';
import { given } from './given.ts';
import { allPages } from './pages.ts';
import type { Reader } from './reader.ts';

/** Accounts that a call about members takes at once. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetMembers.html */
const membersPerCall = 50;

/** An administrator of GuardDuty in a Region. */
export interface MembersOwner {
  readonly client: GuardDutyClient;
  readonly accountId: string;
  readonly DetectorId: string;
  /** For the reader of a report: `in ACCOUNT/REGION`. */
  readonly where: string;
}

/** Members, and the call that tells them. */
export interface ListedMembers {
  readonly call: 'guardduty:GetMembers' | 'guardduty:ListMembers';
  readonly listed: Fact<readonly Member[]>;
}

/**
 * Members of an administrator, those that were removed or have resigned among them.
 *
 * @param only accounts that are asked about; all when left out. A large organization has many pages of members, and one
 * account is told by one call.
 */
export async function readMembers(
  reader: Reader,
  owner: MembersOwner,
  only?: readonly string[],
): Promise<ListedMembers> {
  if (only === undefined) return listMembers(reader, owner);
  // An administrator is no member of its own.
  const ids = [...new Set(only)].filter((id) => id !== owner.accountId);
  const got = await getMembers(reader, owner, ids);
  if (isUnknown(got.listed)) return got;
  // Why an account is left out AWS says in words alone. Whether it is no member, the whole list tells.
  const found = new Set(got.listed?.map(({ AccountId }) => AccountId));
  if (ids.every((id) => found.has(id))) return got;
  const all = await listMembers(reader, owner);
  if (all.listed === null || isUnknown(all.listed)) return all;
  return { ...all, listed: all.listed.filter(({ AccountId = '' }) => ids.includes(AccountId)) };
}

async function getMembers(
  reader: Reader,
  { client, DetectorId, where }: MembersOwner,
  ids: readonly string[],
): Promise<ListedMembers> {
  const call = 'guardduty:GetMembers';
  const answers = await Promise.all(
    inBatches(ids).map((AccountIds) =>
      reader.ask(`${call} ${where}`, async (options) =>
        given(
          (await client.send(new GetMembersCommand({ DetectorId, AccountIds: [...AccountIds] }), options))
            .Members,
          'Members',
        ),
      ),
    ),
  );
  return {
    call,
    listed:
      answers.find(isUnknown) ??
      named(answers.flatMap((answer) => (isUnknown(answer) ? [] : (answer ?? [])))),
  };
}

async function listMembers(
  reader: Reader,
  { client, DetectorId, where }: MembersOwner,
): Promise<ListedMembers> {
  const call = 'guardduty:ListMembers';
  const listed = await reader.ask(`${call} ${where}`, async (options) => {
    // `false` also lists those that were removed or have resigned.
    const asked = { DetectorId, OnlyAssociated: 'false' };
    const pages = await allPages(paginateListMembers({ client }, asked, options));
    return named(pages.flatMap(({ Members }) => Members ?? []));
  });
  return { call, listed };
}

const named = (members: readonly Member[]) => members.filter(({ AccountId }) => AccountId !== undefined);

/** As many accounts as a call takes. */
export function inBatches(accountIds: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(accountIds.length / membersPerCall) }, (_, index) =>
    accountIds.slice(index * membersPerCall, (index + 1) * membersPerCall),
  );
}

/** An associated member belongs to its administrator, which alone can turn it on and off. */
export function isAssociated({ RelationshipStatus }: Member): boolean {
  return RelationshipStatus === 'Enabled' || RelationshipStatus === 'Disabled';
}
