import type { Call } from './call.ts';
import { AwsError } from './error.ts';
import { page } from './page.ts';
import type { SandboxContext, Service } from './service.ts';

/** Opt-in regions that accounts have enabled. */
export interface AccountState {
  optedIn: Record<string, string[]>;
  /** Account -> primary contact. */
  contacts?: Record<string, Record<string, string>>;
}

/** The one region that is not enabled unless an account opts in. */
export const optInRegion = 'ap-east-1';

/** Regions that an account can use. */
export function enabledRegions(
  byDefault: readonly string[],
  state: AccountState,
  accountId: string,
): string[] {
  return [...byDefault, ...(state.optedIn[accountId] ?? [])];
}

/**
 * Regions of an account. https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
 * Primary contacts too; alternate contacts are moto's.
 */
export function accountService(byDefault: readonly string[]): Service {
  const state = (sandbox: SandboxContext) => sandbox.state<AccountState>('account', () => ({ optedIn: {} }));
  const status = (sandbox: SandboxContext, accountId: string, region: string) => {
    if (byDefault.includes(region)) return 'ENABLED_BY_DEFAULT';
    if (region !== optInRegion) throw invalid(`${region} is not a region`);
    return state(sandbox).optedIn[accountId]?.includes(region) ? 'ENABLED' : 'DISABLED';
  };
  return {
    name: 'account',
    operations: {
      ListRegions: (call, sandbox) => {
        const { RegionOptStatusContains: wanted } = call.input as { RegionOptStatusContains?: string[] };
        const accountId = subject(call, sandbox);
        const regions = [...byDefault, optInRegion].map((region) => ({
          RegionName: region,
          RegionOptStatus: status(sandbox, accountId, region),
        }));
        const { items, next } = page(
          regions.filter((region) => !wanted?.length || wanted.includes(region.RegionOptStatus)),
          call.input,
          { most: 50, invalid: () => invalid('MaxResults or NextToken is not valid') },
        );
        return { Regions: items, ...next };
      },
      GetRegionOptStatus: (call, sandbox) => {
        const { RegionName: region } = call.input as { RegionName: string };
        return { RegionName: region, RegionOptStatus: status(sandbox, subject(call, sandbox), region) };
      },
      /** https://docs.aws.amazon.com/accounts/latest/reference/API_GetContactInformation.html */
      GetContactInformation: (call, sandbox) => {
        const contact = state(sandbox).contacts?.[subject(call, sandbox)];
        if (!contact) {
          throw new AwsError('ResourceNotFoundException', 'No contact information was found.', 404);
        }
        return { ContactInformation: contact };
      },
      /** https://docs.aws.amazon.com/accounts/latest/reference/API_PutContactInformation.html */
      PutContactInformation: (call, sandbox) => {
        const { ContactInformation: contact } = call.input as { ContactInformation: Record<string, string> };
        requireContact(contact);
        const accountId = subject(call, sandbox);
        const known = state(sandbox);
        known.contacts = { ...known.contacts, [accountId]: contact };
        return {};
      },
      EnableRegion: (call, sandbox) => {
        const { RegionName: region } = call.input as { RegionName: string };
        const accountId = subject(call, sandbox);
        if (status(sandbox, accountId, region) === 'DISABLED')
          state(sandbox).optedIn[accountId] = [...(state(sandbox).optedIn[accountId] ?? []), region];
        return {};
      },
      DisableRegion: (call, sandbox) => {
        const { RegionName: region } = call.input as { RegionName: string };
        const accountId = subject(call, sandbox);
        if (status(sandbox, accountId, region) === 'ENABLED_BY_DEFAULT')
          throw invalid(`${region} cannot be disabled`);
        const opted = state(sandbox).optedIn;
        opted[accountId] = (opted[accountId] ?? []).filter((other) => other !== region);
        return {};
      },
    },
  };
}

/**
 * The account that a call is about: another one only for the management account or a delegated
 * administrator, with trusted access. https://docs.aws.amazon.com/accounts/latest/reference/using-orgs-trusted-access.html
 */
function subject(call: Call, sandbox: SandboxContext): string {
  const { AccountId: asked } = call.input as { AccountId?: string };
  if (asked === undefined) return call.caller.accountId;
  const { organization } = sandbox;
  const known = organization.accounts().some((account) => account.id === asked);
  const management = call.caller.accountId === organization.managementAccountId;
  const allowed =
    known &&
    organization.hasTrustedAccess('account.amazonaws.com') &&
    (management || organization.isDelegatedAdministrator(call.caller.accountId, 'account.amazonaws.com'));
  // The management account must leave the parameter out for itself.
  if (!allowed || asked === organization.managementAccountId) {
    throw new AwsError(
      'AccessDeniedException',
      `User: ${call.caller.arn} is not authorized to act for account ${asked}`,
      403,
    );
  }
  return asked;
}

/** Countries whose addresses name a state or region. */
const countriesWithStates = new Set(['US', 'CA', 'GB', 'DE', 'JP', 'IN', 'BR']);

function requireContact(contact: Readonly<Record<string, string | undefined>>): void {
  const { CountryCode: country = '', PhoneNumber: phone = '', StateOrRegion: state } = contact;
  if (!/^[A-Z]{2}$/.test(country)) throw invalid(`${country} is no country code`);
  if (!/^\+[\s0-9()-]{1,20}$/.test(phone)) throw invalid(`${phone} is no phone number with its country code`);
  if (countriesWithStates.has(country) && !state) throw invalid(`StateOrRegion is required in ${country}`);
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
