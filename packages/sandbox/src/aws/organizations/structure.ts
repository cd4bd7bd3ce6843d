import { constraint, failure, invalidInput, notFound } from './errors.ts';
import type { Handler } from './service.ts';
import { fullAccess, type OrganizationState, randomId } from './state.ts';
import { pathTo } from './tree.ts';
import { accountView, arns, page } from './view.ts';

/** Deepest level of organizational units: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const deepest = 5;

/** The organization, its root, units and who stands where. */
export const structureOperations: Readonly<Record<string, Handler>> = {
  DescribeOrganization: (_call, state) => ({ Organization: organizationView(state) }),
  CreateOrganization: () => {
    throw failure(
      'AlreadyInOrganizationException',
      'The AWS account is already a member of an organization.',
    );
  },
  DeleteOrganization: (_call, state) => {
    if (state.accounts.length === 1)
      throw constraint('SANDBOX', 'The sandbox is its organization; stop it instead');
    throw failure(
      'OrganizationNotEmptyException',
      'The organization still contains accounts, units or policies.',
    );
  },
  ListRoots: (call, state) => {
    const { items, ...more } = page([rootView(state)], call.input);
    return { Roots: items, ...more };
  },
  CreateOrganizationalUnit: (call, state) => {
    const {
      ParentId: parentId,
      Name: name,
      Tags: tags = [],
    } = call.input as {
      ParentId: string;
      Name: string;
      Tags?: { Key: string; Value: string }[];
    };
    requireParent(state, parentId);
    requireFreeName(state, parentId, name);
    if (pathTo(state, parentId).length > deepest) {
      throw constraint('OU_DEPTH_LIMIT_EXCEEDED', 'You have exceeded the depth of organizational units.');
    }
    const unit = { id: `ou-${state.rootId.slice(2)}-${randomId(8)}`, name, parentId };
    state.units.push(unit);
    state.tags[unit.id] = Object.fromEntries(tags.map((tag) => [tag.Key, tag.Value]));
    // The full-access policies bear on every unit until they are detached.
    for (const policy of state.policies) {
      if (policy.id === fullAccess[policy.type]?.id) policy.targets.push(unit.id);
    }
    return { OrganizationalUnit: unitView(state, unit) };
  },
  DescribeOrganizationalUnit: (call, state) => ({
    OrganizationalUnit: unitView(state, findUnit(state, call.input.OrganizationalUnitId)),
  }),
  UpdateOrganizationalUnit: (call, state) => {
    const unit = findUnit(state, call.input.OrganizationalUnitId);
    const { Name: name } = call.input as { Name?: string };
    if (name !== undefined && name !== unit.name) {
      requireFreeName(state, unit.parentId, name);
      unit.name = name;
    }
    return { OrganizationalUnit: unitView(state, unit) };
  },
  DeleteOrganizationalUnit: (call, state) => {
    const unit = findUnit(state, call.input.OrganizationalUnitId);
    if (childrenOf(state, unit.id).length > 0) {
      throw failure('OrganizationalUnitNotEmptyException', 'The specified OU is not empty.');
    }
    state.units.splice(state.units.indexOf(unit), 1);
    for (const policy of state.policies)
      policy.targets = policy.targets.filter((target) => target !== unit.id);
    delete state.tags[unit.id];
    return {};
  },
  ListOrganizationalUnitsForParent: (call, state) => {
    const parentId = requireParent(state, call.input.ParentId);
    const units = state.units.filter((unit) => unit.parentId === parentId);
    const { items, ...more } = page(units, call.input);
    return { OrganizationalUnits: items.map((unit) => unitView(state, unit)), ...more };
  },
  ListAccountsForParent: (call, state) => {
    const parentId = requireParent(state, call.input.ParentId);
    const accounts = state.accounts.filter((account) => account.parentId === parentId);
    const { items, ...more } = page(accounts, call.input);
    return { Accounts: items.map((account) => accountView(state, account)), ...more };
  },
  ListParents: (call, state) => {
    const { ChildId: childId } = call.input as { ChildId: string };
    const parentId = pathTo(state, childId).at(-2);
    if (parentId === undefined) throw notFound.child();
    return { Parents: [{ Id: parentId, Type: parentId === state.rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT' }] };
  },
  ListChildren: (call, state) => {
    const parentId = requireParent(state, call.input.ParentId);
    const children = childrenOf(state, parentId).filter((child) => child.Type === call.input.ChildType);
    const { items, ...more } = page(children, call.input);
    return { Children: items, ...more };
  },
  MoveAccount: (call, state) => {
    const {
      AccountId: id,
      SourceParentId: from,
      DestinationParentId: to,
    } = call.input as Record<string, string>;
    const account = state.accounts.find((candidate) => candidate.id === id);
    if (!account) throw notFound.account();
    if (from !== account.parentId) {
      throw failure(
        'SourceParentNotFoundException',
        "We can't find a source root or OU with the ParentId that you specified.",
      );
    }
    if (!isParent(state, to)) {
      throw failure(
        'DestinationParentNotFoundException',
        "We can't find the destination container (a root or OU) with the ParentId that you specified.",
      );
    }
    if (from === to)
      throw failure(
        'DuplicateAccountException',
        'That account is already present in the specified destination.',
      );
    account.parentId = to as string;
    return {};
  },
};

function organizationView(state: OrganizationState): object {
  const management = state.accounts.find((account) => account.id === state.managementAccountId);
  return {
    Id: state.id,
    Arn: arns(state).organization,
    FeatureSet: 'ALL',
    MasterAccountArn: arns(state).account(state.managementAccountId),
    MasterAccountId: state.managementAccountId,
    MasterAccountEmail: management?.email,
    // Deprecated and always this: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html
    AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
  };
}

/** The root as the API tells it, with the policy types that are on. */
export function rootView(state: OrganizationState): object {
  return {
    Id: state.rootId,
    Arn: arns(state).root,
    Name: 'Root',
    PolicyTypes: state.enabledPolicyTypes.map((type) => ({ Type: type, Status: 'ENABLED' })),
  };
}

function unitView(state: OrganizationState, unit: { id: string; name: string }): object {
  return { Id: unit.id, Arn: arns(state).unit(unit.id), Name: unit.name };
}

function findUnit(state: OrganizationState, id: unknown) {
  const unit = state.units.find((candidate) => candidate.id === id);
  if (!unit) throw notFound.unit();
  return unit;
}

function isParent(state: OrganizationState, id: unknown): boolean {
  return id === state.rootId || state.units.some((unit) => unit.id === id);
}

function requireParent(state: OrganizationState, id: unknown): string {
  if (typeof id !== 'string' || !/^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/.test(id)) {
    throw invalidInput('You provided a value that does not match the required pattern.');
  }
  if (!isParent(state, id)) throw notFound.parent();
  return id;
}

function requireFreeName(state: OrganizationState, parentId: string, name: string): void {
  if (state.units.some((unit) => unit.parentId === parentId && unit.name === name)) {
    throw failure('DuplicateOrganizationalUnitException', 'An OU with the same name already exists.');
  }
}

function childrenOf(state: OrganizationState, parentId: string): { Id: string; Type: string }[] {
  return [
    ...state.units
      .filter((unit) => unit.parentId === parentId)
      .map(({ id }) => ({ Id: id, Type: 'ORGANIZATIONAL_UNIT' })),
    ...state.accounts
      .filter((account) => account.parentId === parentId)
      .map(({ id }) => ({ Id: id, Type: 'ACCOUNT' })),
  ];
}
