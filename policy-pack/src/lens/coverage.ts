import { isPlaceholder, isUnknown } from '@trailguard/controls';
import { type AccessPolicy, type Coverage, coverageOf, type Grant } from '@trailguard/controls/blackout';
import { estateOf } from './estate.ts';
import { policyOf } from './bucket-settings.ts';
import { itemsOf } from './plain-values.ts';
import { accountOf, type Program, regionOf, resourcesOf } from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/** What a program logs, watches and protects. */
export function coverageOfProgram(program: Program): Coverage {
  return coverageOf(estateOf(program), {
    grants: program.resources.flatMap(grantsOf),
    accessPolicies: program.resources.flatMap(accessPoliciesOf),
    rolePolicies: rolePoliciesOf(program),
    standing: program.resources.map(({ urn }) => urn),
  });
}

/** What resources give by being there, by type: properties that say to whom, and what to call it. */
const grants: Readonly<Record<string, (resource: ProgramResource) => readonly string[]>> = {
  'aws:organizations/awsServiceAccess:AwsServiceAccess': (resource) => [
    `trusted access of ${textOf(resource, 'servicePrincipal')}`,
  ],
  'aws:organizations/organization:Organization': (resource) =>
    itemsOf(resource.get('awsServiceAccessPrincipals')).map(
      (service) => `trusted access of ${String(service)}`,
    ),
  'aws:organizations/delegatedAdministrator:DelegatedAdministrator': (resource) => [
    `administration of ${textOf(resource, 'servicePrincipal')} by ${textOf(resource, 'accountId')}`,
  ],
  'aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount': (resource) => [
    `administration of CloudTrail by ${textOf(resource, 'accountId')}`,
  ],
  'aws:cloudwatch/eventBus:EventBus': (resource) => [`bus ${textOf(resource, 'name')}`],
  // Without it objects belong to their writers again, and ACLs count.
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': (resource) => [
    `ownership of the objects in ${textOf(resource, 'bucket')}`,
  ],
  'aws:guardduty/organizationAdminAccount:OrganizationAdminAccount': (resource) => [
    `administration of GuardDuty by ${textOf(resource, 'adminAccountId')}${inRegion(resource)}`,
  ],
  'aws:securityhub/organizationAdminAccount:OrganizationAdminAccount': (resource) => [
    `administration of Security Hub by ${textOf(resource, 'adminAccountId')}${inRegion(resource)}`,
  ],
  'aws:cfg/recorder:Recorder': (resource) => [`recorder of AWS Config${inRegion(resource)}`],
  'aws:cfg/deliveryChannel:DeliveryChannel': (resource) => [`delivery of AWS Config${inRegion(resource)}`],
  'aws:cfg/recorderStatus:RecorderStatus': (resource) => [`recording by AWS Config${inRegion(resource)}`],
  'aws:cfg/configurationAggregator:ConfigurationAggregator': (resource) => [
    `aggregator ${textOf(resource, 'name')} of AWS Config`,
  ],
  'aws:cfg/organizationManagedRule:OrganizationManagedRule': (resource) => [
    `rule ${textOf(resource, 'ruleIdentifier')} of AWS Config${inRegion(resource)}`,
  ],
  'aws:securityhub/account:Account': (resource) => [`Security Hub${inRegion(resource)}`],
  'aws:securityhub/findingAggregator:FindingAggregator': () => ['gathering of the findings of all Regions'],
  'aws:securityhub/configurationPolicy:ConfigurationPolicy': (resource) => [
    `Security Hub by the policy ${textOf(resource, 'name')}`,
  ],
  'aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation': (resource) => [
    `configuration of Security Hub of ${textOf(resource, 'targetId')}`,
  ],
};

function grantsOf(resource: ProgramResource): readonly Grant[] {
  return (grants[resource.type]?.(resource) ?? []).map((name) => placed(resource, name));
}

/** Properties that say who may use a resource, by type. */
const accessProperties: Readonly<Record<string, string>> = {
  'aws:iam/role:Role': 'assumeRolePolicy',
  'aws:cloudwatch/eventBusPolicy:EventBusPolicy': 'policy',
  'aws:sqs/queue:Queue': 'policy',
  'aws:sqs/queuePolicy:QueuePolicy': 'policy',
};

function accessPoliciesOf(resource: ProgramResource): readonly AccessPolicy[] {
  const property = accessProperties[resource.type];
  if (property === undefined) return [];
  const name = `of ${typeName(resource)} ${ownName(resource)}`;
  return [{ ...placed(resource, name), policy: policyOf(resource, property) }];
}

/** Policies of roles that AWS's services assume. */
function rolePoliciesOf(program: Program): readonly AccessPolicy[] {
  const services = new Set(resourcesOf(program, types.role).filter(isAssumedByService).map(ownName));
  return resourcesOf(program, 'aws:iam/rolePolicy:RolePolicy')
    .filter((policy) => services.has(String(policy.get('role'))))
    .map((resource) => ({
      ...placed(resource, `of ${String(resource.get('role'))}`),
      policy: policyOf(resource),
    }));
}

/** Whether a service assumes a role; one whose trust is not known yet is none that delivers already. */
function isAssumedByService(role: ProgramResource): boolean {
  const trust = policyOf(role, 'assumeRolePolicy');
  if (trust === null || isUnknown(trust)) return false;
  return trust.Statement.some(({ Principal }) => typeof Principal === 'object' && 'Service' in Principal);
}

/** A named part of a resource, where it is. */
function placed(resource: ProgramResource, name: string): Grant {
  const account = accountOf(resource);
  const region = regionOf(resource);
  return {
    name,
    resource: resource.urn,
    ...(isPlaceholder(account) ? {} : { account }),
    ...(typeof region === 'string' ? { region } : {}),
  };
}

function typeName({ type }: ProgramResource): string {
  return type.split(':').at(-1) ?? type;
}

/** What AWS calls the resource, where the program says so. */
function ownName(resource: ProgramResource): string {
  const name = resource.get('name') ?? resource.get('eventBusName');
  return typeof name === 'string' ? name : resource.name;
}

function inRegion(resource: ProgramResource): string {
  const region = regionOf(resource);
  return typeof region === 'string' ? ` in ${region}` : '';
}

/** A property as text; the resource's own name where it is not known yet. */
function textOf(resource: ProgramResource, property: string): string {
  const value = resource.get(property);
  return typeof value === 'string' ? value : `(${property} of ${resource.name})`;
}
