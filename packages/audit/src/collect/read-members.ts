import { isClosed } from './read-account.ts';
import { type MemberScope, type ReadMember, readMember } from './read-member.ts';
import type { Reader } from './reader.ts';
import { SharedParts } from './shared-parts.ts';

/** Where what accounts told is kept, for a reading that was interrupted to go on. */
export interface MemberJournal {
  /** Accounts that were wholly read before. */
  kept(): AsyncIterable<ReadMember>;
  /** Keeps what an account told. */
  keep(member: ReadMember): Promise<void>;
}

/** How far a reading of accounts is. */
export interface ReadingProgress {
  /** Accounts to be read. */
  readonly accounts: number;
  /** Accounts that were read, those of a journal among them. */
  readonly read: number;
  /** Of these, accounts that were read before the reading was interrupted. */
  readonly known: number;
}

/** How accounts are read. */
export interface ReadMembersOptions {
  readonly journal?: MemberJournal | undefined;
  readonly onProgress?: ((progress: ReadingProgress) => void) | undefined;
}

/** Accounts that were read before an interruption. */
export interface Resumed {
  readonly accounts: number;
  /** When the first of them was read, by AWS's clock, ISO 8601. */
  readonly since: string;
}

export interface ReadMembers {
  /** In the order in which accounts were given. */
  readonly members: readonly ReadMember[];
  /** Left out where nothing was read before. */
  readonly resumed?: Resumed;
}

/** Reads accounts, a few at a time, or takes what they told before. */
export async function readMembers(
  reader: Reader,
  scopes: readonly MemberScope[],
  { journal, onProgress }: ReadMembersOptions,
): Promise<ReadMembers> {
  const shared = new SharedParts();
  const members = new Map<string, ReadMember>();
  const byId = new Map(scopes.map((scope) => [scope.listed.id, scope]));
  for await (const member of journal?.kept() ?? []) {
    const { id } = member.fact;
    const current = asListedNow(member, byId.get(id));
    if (current !== undefined) members.set(id, shared.of(current, id));
  }
  const resumed = resumedFrom([...members.values()]);
  const known = members.size;
  let read = known;
  onProgress?.({ accounts: scopes.length, read, known });
  await reader.eachAccount(
    scopes.filter(({ listed }) => !members.has(listed.id)),
    ({ listed }) => listed.id,
    async (scope) => {
      const member = await readMember(reader, scope);
      const { id } = scope.listed;
      members.set(id, shared.of(member, id));
      await journal?.keep(member);
      read += 1;
      onProgress?.({ accounts: scopes.length, read, known });
    },
  );
  return {
    members: scopes.flatMap(({ listed }) => members.get(listed.id) ?? []),
    ...(resumed === undefined ? {} : { resumed }),
  };
}

/** What an account told, with what the organization says of it now; nothing where it was closed or moved out meanwhile. */
function asListedNow(member: ReadMember, scope: MemberScope | undefined): ReadMember | undefined {
  if (scope === undefined || isClosed(scope.listed) !== isClosed(member.fact)) return undefined;
  return { ...member, fact: { ...member.fact, ...scope.listed, ...scope.place } };
}

function resumedFrom(members: readonly ReadMember[]): Resumed | undefined {
  const [since] = members.map(({ fact }) => fact.observation.at ?? '').sort();
  return since === undefined ? undefined : { accounts: members.length, since };
}
