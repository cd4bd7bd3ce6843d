import { findAccountByEmail, type ListedAccount } from '@trailguard/existing/accounts';
import { type Account, recordAddressFree, wasAddressFree } from '../store/accounts.ts';
import { hasUnit } from '../organization.ts';
import type { JobContext } from './context.ts';
import { credentialsOf, type Session } from './credentials.ts';
import { JobFailure } from './failure.ts';
import type { SavedState, StateResource } from './saved-state.ts';

/** Pulumi's type of an account. */
export const AccountType = 'aws:organizations/account:Account';
const ComponentType = 'trailguard:index:Account';

/** An account to be made, and what its stack knows of it. */
export interface Admission {
  readonly account: Account;
  readonly stackName: string;
  readonly state: SavedState;
  /** A session in the management account. */
  readonly session: Session;
}

/**
 * Decides whether an account may be made. AWS gives an address to one account for ever, so an account that
 * has it and that the state does not know is either a stranger's, which is refused, or one that this service
 * asked for and whose answer was lost, which is taken into the state.
 * @returns the state to go on with, when it is another.
 * @throws JobFailure ACCOUNT_TAKEN naming the account, NO_SUCH_UNIT naming the organizational unit.
 */
export async function admitAccount(
  context: JobContext,
  admission: Admission,
): Promise<SavedState | undefined> {
  const { account, state, session } = admission;
  if (state.resources.some(({ type }) => type === AccountType)) return undefined;
  const found = await findAccountByEmail(account.email, {
    region: context.config.organization.homeRegion,
    credentials: credentialsOf(session),
  });
  if (found === undefined) {
    await requireUnit(context.config.organization.homeRegion, account, session);
    await recordAddressFree(context.db, account.id);
    return undefined;
  }
  // Its program imports it, which is refused unless the account is just as the program says.
  if (account.isAdopted && found.id === account.accountId) return undefined;
  const provider = defaultProvider(state);
  const isOurs = found.name === account.name && (await wasAddressFree(context.db, account.id));
  if (!isOurs || provider === undefined) throw new JobFailure('ACCOUNT_TAKEN', wayOut(account, found));
  context.event('adopted', { accountId: found.id });
  const component = accountComponent(admission.stackName);
  return {
    // A child in a state whose parent is missing makes the whole state unreadable.
    resources: state.resources.some(({ urn }) => urn === component.urn)
      ? state.resources
      : [...state.resources, component],
    pending: [{ type: 'creating', resource: pendingAccount(admission, component, provider) }],
  };
}

/** AWS makes an account in the root and moves it afterwards: too late to learn that there is nowhere to move it. */
async function requireUnit(region: string, account: Account, session: Session): Promise<void> {
  if (await hasUnit(region, account.organizationalUnitId, session)) return;
  throw new JobFailure(
    'NO_SUCH_UNIT',
    `there is no ${account.organizationalUnitId} in the organization; ask for the account in another unit`,
  );
}

function wayOut(account: Account, found: ListedAccount): string {
  return (
    `${account.email} is the address of account ${found.id} ("${found.name}", ${found.status}). ` +
    'Ask for the account with another address, or bring the existing one under management with ' +
    `POST /v1/accounts/adopt {"accountId":"${found.id}"}`
  );
}

/** The provider of resources that name none, as a state refers to it. */
function defaultProvider(state: SavedState): string | undefined {
  const provider = state.resources.find(
    ({ type, urn }) => type === 'pulumi:providers:aws' && urn.includes('::default_'),
  );
  return provider?.id === undefined ? undefined : `${provider.urn}::${provider.id}`;
}

const urnPrefix = (stackName: string) => `urn:pulumi:${stackName}::trailguard-account`;

/** The component that `stacks/account` declares the account in. */
function accountComponent(stackName: string): StateResource {
  const prefix = urnPrefix(stackName);
  return {
    urn: `${prefix}::${ComponentType}::account`,
    type: ComponentType,
    custom: false,
    parent: `${prefix}::pulumi:pulumi:Stack::trailguard-account-${stackName}`,
  };
}

/** The account as `stacks/account` declares it, in the middle of its creation. */
function pendingAccount(
  { account, stackName }: Admission,
  component: StateResource,
  provider: string,
): StateResource {
  return {
    urn: `${urnPrefix(stackName)}::${ComponentType}$${AccountType}::account`,
    type: AccountType,
    custom: true,
    protect: true,
    retainOnDelete: true,
    parent: component.urn,
    provider,
    inputs: {
      name: account.name,
      email: account.email,
      parentId: account.organizationalUnitId,
      closeOnDeletion: false,
    },
  };
}
