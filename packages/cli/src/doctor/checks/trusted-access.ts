import {
  DescribeOrganizationCommand,
  ListRootsCommand,
  OrganizationsClient,
  paginateListAWSServiceAccessForOrganization,
} from '@aws-sdk/client-organizations';
import { controls } from '@trailguard/controls';
import { type Check, fault, type Finding, ok } from '../check.ts';

/** The services, as the control ORG-01 asks for them. */
const required = controls.find(({ id }) => id === 'ORG-01')?.parameters.requiredServices as readonly string[];
const policyTypes = ['RESOURCE_CONTROL_POLICY', 'SERVICE_CONTROL_POLICY'];

/** What the organization lets services of AWS do in its accounts. */
export const trustedAccess: Check = {
  name: 'trusted-access',
  title: 'Organization and trusted access',
  needs: 'aws',
  async run(patient) {
    const client = patient.client(OrganizationsClient, patient.globalRegion);
    const { Organization } = await client.send(new DescribeOrganizationCommand({}));
    const { FeatureSet, Id, MasterAccountId } = Organization ?? {};
    const { accountId } = await patient.caller();
    if (accountId !== MasterAccountId) {
      const says = `account ${accountId} is a member of ${Id}: only ${MasterAccountId} is told of trusted access`;
      return [fault(says, `take credentials of the management account ${MasterAccountId}`)];
    }
    return [
      FeatureSet === 'ALL' ? ok(`organization ${Id} has all features`) : consolidatedBilling(Id),
      ...(await services(client)),
      ...(await enabledPolicyTypes(client)),
    ];
  },
};

const consolidatedBilling = (id: string | undefined): Finding =>
  fault(
    `organization ${id} has consolidated billing alone: no policy and no organization trail can be made`,
    'enable all features: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_org_support-all-features.html',
  );

async function services(client: OrganizationsClient): Promise<readonly Finding[]> {
  const enabled = new Set<string | undefined>();
  for await (const page of paginateListAWSServiceAccessForOrganization({ client }, {}))
    for (const { ServicePrincipal } of page.EnabledServicePrincipals ?? []) enabled.add(ServicePrincipal);
  const missing = required.filter((service) => !enabled.has(service));
  if (missing.length === 0) return [ok(`trusted access is enabled for ${required.join(', ')}`)];
  return missing.map((service) =>
    fault(
      `trusted access is not enabled for ${service}`,
      `the organization’s stack enables what it uses; by hand: aws organizations enable-aws-service-access --service-principal ${service}`,
    ),
  );
}

async function enabledPolicyTypes(client: OrganizationsClient): Promise<readonly Finding[]> {
  const { Roots: [root] = [] } = await client.send(new ListRootsCommand({}));
  const enabled = (root?.PolicyTypes ?? [])
    .filter(({ Status }) => Status === 'ENABLED')
    .map(({ Type }) => Type);
  const missing = policyTypes.filter((type) => !enabled.some((one) => one === type));
  if (missing.length === 0) return [ok(`${policyTypes.join(' and ')} are enabled in ${root?.Id}`)];
  return missing.map((type) =>
    fault(
      `${type} is not enabled in ${root?.Id}: guardrails cannot be attached`,
      `aws organizations enable-policy-type --root-id ${root?.Id} --policy-type ${type}`,
    ),
  );
}
