import {
  Organizations,
  type Organization as AwsOrganization,
  paginateListAWSServiceAccessForOrganization,
  paginateListRoots,
  type PolicyType,
  type Root,
} from '@aws-sdk/client-organizations';
import type { OrganizationArgs, OrganizationState } from '@pulumi/aws/organizations/organization.js';
import { defineResource, type Found, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing, poll } from '../../core/retry.ts';
import { accountFromAws, listAccounts } from './accounts.ts';

const CREATE = 'https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganization.html';

/** The organization of a management account. Id and import id: `o-…`. An existing one is imported. */
export const organization = defineResource<OrganizationArgs, OrganizationState>({
  token: 'aws:organizations/organization:Organization',
  properties: {
    awsServiceAccessPrincipals: { unordered: true },
    enabledPolicyTypes: { unordered: true },
    featureSet: { default: 'ALL', replaces: CREATE },
    returnOrganizationOnly: { default: false, writeOnly: true },
  },
  computed: {
    accounts: true,
    arn: true,
    masterAccountArn: true,
    masterAccountEmail: true,
    masterAccountId: true,
    masterAccountName: true,
    nonMasterAccounts: true,
    roots: true,
  },
  changesOnUpdate: ['roots'],
  async create(inputs, context) {
    const organizations = context.client(Organizations);
    const made = await organizations
      .createOrganization({ FeatureSet: inputs.featureSet as 'ALL' })
      .catch(async (error: unknown) => {
        if (!isError(error, 'AlreadyInOrganizationException')) throw error;
        const existing = (await organizations.describeOrganization({})).Organization;
        throw new Error(
          `account ${context.accountId} is in organization ${existing?.Id} already. To manage that one: ` +
            `pulumi import aws:organizations/organization:Organization <name> ${existing?.Id}`,
          { cause: error },
        );
      });
    const id = made.Organization?.Id as string;
    context.created(id);
    const principals = inputs.awsServiceAccessPrincipals ?? [];
    for (const ServicePrincipal of principals)
      await organizations.enableAWSServiceAccess({ ServicePrincipal });
    await changePolicyTypes([], inputs.enabledPolicyTypes ?? [], context);
    return id;
  },
  read: (id, context, known) => readOrganization(id, known.returnOrganizationOnly ?? false, context),
  async update(_id, inputs, context) {
    const organizations = context.client(Organizations);
    const before = context.old.awsServiceAccessPrincipals;
    const after = inputs.awsServiceAccessPrincipals;
    for (const ServicePrincipal of without(before, after))
      await organizations.disableAWSServiceAccess({ ServicePrincipal });
    for (const ServicePrincipal of without(after, before))
      await organizations.enableAWSServiceAccess({ ServicePrincipal });
    await changePolicyTypes(context.old.enabledPolicyTypes ?? [], inputs.enabledPolicyTypes ?? [], context);
  },
  async delete(_id, context) {
    await orMissing(
      context.client(Organizations).deleteOrganization({}),
      'AWSOrganizationsNotInUseException',
    );
  },
});

/** State of the organization that the caller is in; `undefined` when that is another one or none. */
export async function readOrganization(
  id: string | undefined,
  isShort: boolean,
  context: Pick<ResourceContext, 'client'>,
): Promise<Found<OrganizationArgs, OrganizationState> | undefined> {
  const organizations = context.client(Organizations);
  const found = (await orMissing(organizations.describeOrganization({}), 'AWSOrganizationsNotInUseException'))
    ?.Organization;
  if (!found || (id !== undefined && found.Id !== id)) return undefined;
  if (isShort)
    return { ...described(found), accounts: [], nonMasterAccounts: [], roots: [], masterAccountName: '' };
  const [accounts, roots, principals] = await Promise.all([
    listAccounts(context).then((list) => list.map(accountFromAws)),
    listRoots(organizations),
    listPrincipals(organizations),
  ]);
  return {
    ...described(found),
    accounts,
    nonMasterAccounts: accounts.filter(({ id }) => id !== found.MasterAccountId),
    masterAccountName: accounts.find(({ id }) => id === found.MasterAccountId)?.name ?? '',
    roots: roots.map((root) => ({
      arn: root.Arn ?? '',
      id: root.Id ?? '',
      name: root.Name ?? '',
      policyTypes: (root.PolicyTypes ?? []).map(({ Type, Status }) => ({
        type: Type ?? '',
        status: Status ?? '',
      })),
    })),
    awsServiceAccessPrincipals: principals.sort(),
    enabledPolicyTypes: (roots[0]?.PolicyTypes ?? [])
      .filter(({ Status }) => Status === 'ENABLED')
      .map(({ Type }) => Type ?? ''),
  };
}

const described = (found: AwsOrganization) => ({
  arn: found.Arn,
  featureSet: found.FeatureSet,
  masterAccountArn: found.MasterAccountArn,
  masterAccountEmail: found.MasterAccountEmail,
  masterAccountId: found.MasterAccountId,
});

async function listRoots(client: Organizations): Promise<Root[]> {
  const roots: Root[] = [];
  for await (const page of paginateListRoots({ client }, {})) roots.push(...(page.Roots ?? []));
  return roots;
}

async function listPrincipals(client: Organizations): Promise<string[]> {
  const principals: string[] = [];
  for await (const page of paginateListAWSServiceAccessForOrganization({ client }, {})) {
    for (const { ServicePrincipal } of page.EnabledServicePrincipals ?? [])
      if (ServicePrincipal) principals.push(ServicePrincipal);
  }
  return principals;
}

const without = (list: readonly string[] = [], other: readonly string[] = []) =>
  list.filter((item) => !other.includes(item));

async function changePolicyTypes(
  before: readonly string[],
  after: readonly string[],
  context: ResourceContext,
): Promise<void> {
  const organizations = context.client(Organizations);
  const RootId = (await listRoots(organizations))[0]?.Id;
  for (const type of without(before, after))
    await organizations.disablePolicyType({ RootId, PolicyType: type as PolicyType });
  for (const type of without(after, before))
    await organizations.enablePolicyType({ RootId, PolicyType: type as PolicyType });
  // Until the root says so, a policy of the type cannot be attached.
  const isSettled = async () => {
    const types = (await listRoots(organizations))[0]?.PolicyTypes ?? [];
    const isEnabled = (type: string) =>
      types.some(({ Type, Status }) => Type === type && Status === 'ENABLED');
    return after.every(isEnabled) ? true : undefined;
  };
  await poll(isSettled, { timeoutMilliseconds: 60_000, signal: context.signal });
}
