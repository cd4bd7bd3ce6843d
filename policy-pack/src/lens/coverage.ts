import { type Coverage, coverageOf, type Grant } from '@trailguard/controls/blackout';
import { isPlaceholder } from '@trailguard/controls';
import { estateOf } from './estate.ts';
import { itemsOf } from './plain-values.ts';
import { accountOf, type Program, regionOf } from './program.ts';
import type { ProgramResource } from './program-resource.ts';

/** What a program logs, watches and protects. */
export function coverageOfProgram(program: Program): Coverage {
  return coverageOf(estateOf(program), {
    grants: program.resources.flatMap((resource) => grantsOf(resource)),
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
  'aws:guardduty/organizationAdminAccount:OrganizationAdminAccount': (resource) => [
    `administration of GuardDuty by ${textOf(resource, 'adminAccountId')}${inRegion(resource)}`,
  ],
  'aws:securityhub/organizationAdminAccount:OrganizationAdminAccount': (resource) => [
    `administration of Security Hub by ${textOf(resource, 'adminAccountId')}${inRegion(resource)}`,
  ],
};

function grantsOf(resource: ProgramResource): readonly Grant[] {
  const account = accountOf(resource);
  const region = regionOf(resource);
  return (grants[resource.type]?.(resource) ?? []).map((name) => ({
    name,
    resource: resource.urn,
    ...(isPlaceholder(account) ? {} : { account }),
    ...(typeof region === 'string' ? { region } : {}),
  }));
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
