import type { FastifyInstance } from 'fastify';
import { maySee, type Principal } from './identity/principal.ts';
import { stackNameOf } from './jobs/stack-name.ts';
import {
  isOrganizationStack,
  organizationStackName,
  organizationStacks,
} from './jobs/organization-stacks.ts';
import { type Account, findAccount } from './store/accounts.ts';
import { findStackStates, type StackState } from './store/stack-states.ts';

/** A stack as a client sees it. */
export interface StackView {
  readonly id: string;
  readonly project: string;
  readonly name: string;
  readonly account: string | null;
  readonly state: Omit<StackState, 'stack'> | null;
}

/** The stacks that exist once for an organization; none for a caller who is limited to some accounts. */
export async function organizationStackViews(
  { db }: Pick<FastifyInstance, 'db'>,
  { limits }: Pick<Principal, 'limits'>,
): Promise<StackView[]> {
  if (limits !== null) return [];
  const states = await findStackStates(db, organizationStacks);
  return organizationStacks.map((folder) => ({
    id: folder,
    project: `trailguard-${folder}`,
    name: organizationStackName,
    account: null,
    state: stateIn(states, folder),
  }));
}

/** The stacks of accounts. */
export async function accountStackViews(
  { db }: Pick<FastifyInstance, 'db'>,
  accounts: readonly Account[],
): Promise<StackView[]> {
  const states = await findStackStates(
    db,
    accounts.map(({ id }) => id),
  );
  return accounts.map((account) => ({
    id: account.id,
    project: 'trailguard-account',
    name: stackNameOf(account),
    account: account.id,
    state: stateIn(states, account.id),
  }));
}

/** A stack that a caller may see, if there is one. */
export async function findStackView(
  app: Pick<FastifyInstance, 'db'>,
  principal: Pick<Principal, 'limits'>,
  id: string,
): Promise<StackView | undefined> {
  if (isOrganizationStack(id))
    return (await organizationStackViews(app, principal)).find((stack) => stack.id === id);
  const account = await findAccount(app.db, id);
  if (account === undefined || !maySee(principal, account)) return undefined;
  return (await accountStackViews(app, [account]))[0];
}

function stateIn(states: readonly StackState[], id: string): StackView['state'] {
  const found = states.find(({ stack }) => stack === id);
  if (found === undefined) return null;
  const { stack: _stack, ...state } = found;
  return state;
}
