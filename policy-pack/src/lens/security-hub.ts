import type { Fact, SecurityHub, SecurityHubOrganization, SecurityStandard } from '@trailguard/controls';
import { isUnknown } from '@trailguard/controls';
import { itemsOf, objectOf, unresolved } from './plain-values.ts';
import {
  accountOf,
  factOf,
  openWorld,
  type Program,
  referenceOf,
  regionOrPlaceholder,
  resourcesOf,
  textOf,
  unresolvedFact,
} from './program.ts';
import { byPlace } from './place.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/** Security Hub CSPM in each account and Region where a program enables it, with the standards that it subscribes to. */
export function securityHubsOf(program: Program): readonly SecurityHub[] {
  const subscriptions = byPlace(program, types.standardsSubscription);
  return resourcesOf(program, types.securityHub).map((resource) => {
    const place = `${accountOf(resource)}/${regionOrPlaceholder(resource)}`;
    return {
      accountId: accountOf(resource),
      region: regionOrPlaceholder(resource),
      isEnabled: true,
      standards: standardsOf(program, resource, subscriptions.get(place) ?? []),
      observation: { urn: resource.urn },
    };
  });
}

/** Unless it is told not to, AWS subscribes to the foundational standard and to CIS 1.2. */
function standardsOf(
  program: Program,
  hub: ProgramResource,
  subscriptions: readonly ProgramResource[],
): Fact<readonly SecurityStandard[]> {
  if (!program.isWhole) return openWorld;
  const byDefault = factOf<boolean>(hub, 'enableDefaultStandards', true);
  if (isUnknown(byDefault)) return byDefault;
  const arns = subscriptions.map((resource) => factOf<string>(resource, 'standardsArn', null));
  const central = centralStandardsOf(program);
  if (isUnknown(central)) return central;
  const hidden = arns.find(isUnknown);
  if (hidden !== undefined) return hidden;
  const defaults = byDefault
    ? [
        'arn:aws:securityhub:::standards/aws-foundational-security-best-practices/v/1.0.0',
        'arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0',
      ]
    : [];
  const all = [...defaults, ...arns.filter((arn) => typeof arn === 'string'), ...(central ?? [])];
  return [...new Set(all)].map((arn) => ({ arn, status: null }));
}

/**
 * What central configuration subscribes every account to: by the one policy of the program that is at the root. Which of several
 * policies an account has depends on units that the program need not show.
 */
function centralStandardsOf(program: Program): Fact<readonly string[]> {
  const associations = resourcesOf(program, types.configurationPolicyAssociation);
  if (associations.length === 0) return [];
  const [policy, ...others] = resourcesOf(program, types.configurationPolicy);
  const isForAll = associations.every((association) => isAtRoot(program, association) === true);
  if (policy === undefined || others.length > 0 || !isForAll) return openWorld;
  const settings = policy.get('configurationPolicy');
  const standards = objectOf(settings)?.enabledStandardArns;
  if (settings === unresolved || standards === unresolved || itemsOf(standards).includes(unresolved))
    return unresolvedFact(policy, 'configurationPolicy');
  // A policy that turns the service off subscribes nobody, whatever it lists.
  if (objectOf(settings)?.serviceEnabled === false) return [];
  return itemsOf(standards).flatMap((item) => textOf(item) ?? []);
}

/** How Security Hub CSPM reaches the organization, as far as a program sets it. */
export function securityHubOrganizationOf(program: Program): Fact<SecurityHubOrganization> {
  const [administrator] = resourcesOf(program, types.securityHubAdministrator);
  const [configuration] = resourcesOf(program, types.securityHubConfiguration);
  const [aggregator] = resourcesOf(program, types.findingAggregator);
  const [first] = [administrator, configuration, aggregator].filter((one) => one !== undefined);
  if (first === undefined) return openWorld;
  return {
    administratorAccountId:
      administrator === undefined
        ? configuration === undefined
          ? openWorld
          : accountOf(configuration)
        : referenceOf(program, administrator, 'adminAccountId', types.account),
    autoEnable: configuration === undefined ? openWorld : factOf<boolean>(configuration, 'autoEnable', null),
    configurationType: configuration === undefined ? openWorld : configurationTypeOf(configuration),
    policyCoversRoot: coversRoot(program),
    linkingMode: aggregator === undefined ? openWorld : factOf<string>(aggregator, 'linkingMode', null),
    linkedRegions: aggregator === undefined ? openWorld : linkedRegionsOf(aggregator),
    observation: {
      urn: first.urn,
      urns: {
        ...(configuration === undefined ? {} : { autoEnable: configuration.urn }),
        ...(aggregator === undefined ? {} : { linkingMode: aggregator.urn }),
      },
    },
  };
}

function configurationTypeOf(configuration: ProgramResource): Fact<string> {
  const value = configuration.get('organizationConfiguration');
  if (value === unresolved) return unresolvedFact(configuration, 'organizationConfiguration');
  const type = objectOf(value)?.configurationType;
  return type === unresolved
    ? unresolvedFact(configuration, 'organizationConfiguration')
    : (textOf(type) ?? 'LOCAL');
}

/** A policy of central configuration is associated with a root, a unit or an account. */
function coversRoot(program: Program): Fact<boolean> {
  const found = resourcesOf(program, types.configurationPolicyAssociation).map((association) =>
    isAtRoot(program, association),
  );
  if (found.includes(true)) return true;
  return found.find(isUnknown) ?? openWorld;
}

function isAtRoot(program: Program, association: ProgramResource): Fact<boolean> {
  const id = referenceOf(program, association, 'targetId', types.organization);
  if (isUnknown(id)) return id;
  return typeof id === 'string' && (id.startsWith('r-') || id.includes(types.organization));
}

function linkedRegionsOf(aggregator: ProgramResource): Fact<readonly string[]> {
  const value = aggregator.get('specifiedRegions');
  if (value === unresolved) return unresolvedFact(aggregator, 'specifiedRegions');
  return itemsOf(value).flatMap((item) => textOf(item) ?? []);
}
