import {
  type AdditionalSetting,
  type AutoEnable,
  type Collection,
  type Fact,
  type FeatureSetting,
  type FeatureStatus,
  isUnknown,
  type MemberFeatures,
} from '@trailguard/controls';
import { itemsOf, objectOf, type Plain, unresolved } from './plain-values.ts';
import {
  accountOf,
  factOf,
  openWorld,
  type Program,
  referenceOf,
  resourcesOf,
  unresolvedFact,
} from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/** Features that an organization sets; AWS enables none of them for accounts by itself. */
const organizationFeatures = [
  'S3_DATA_EVENTS',
  'EKS_AUDIT_LOGS',
  'EBS_MALWARE_PROTECTION',
  'RDS_LOGIN_EVENTS',
  'LAMBDA_NETWORK_LOGS',
  'RUNTIME_MONITORING',
  'AI_PROTECTION',
];

/** Features that a new detector lacks; it has the others. */
const offByDefault = ['RUNTIME_MONITORING'];

/**
 * Features of the administrator's detector in a place. A program that sets features of an account's detectors shows
 * what it leaves out: a feature that it sets in another Region of the account, and one that AWS leaves off.
 */
export function detectorFeaturesOf(
  program: Program,
  accountId: string,
  resources: readonly ProgramResource[],
): Collection<FeatureSetting<FeatureStatus>> {
  const declared = resources.filter(({ type }) => type === types.detectorFeature);
  const elsewhere = declaredIn(program, types.detectorFeature, accountId);
  const expected = elsewhere.length === 0 ? [] : [...elsewhere, ...offByDefault];
  return featuresOf<FeatureStatus>(program, declared, 'status', expected);
}

/** Features that the organization enables in a place; a program that sets any shows what it leaves out. */
export function organizationFeaturesOf(
  program: Program,
  accountId: string,
  resources: readonly ProgramResource[],
): Collection<FeatureSetting<AutoEnable>> {
  const type = types.organizationFeature;
  const declared = resources.filter((resource) => resource.type === type);
  const isManaged = declaredIn(program, type, accountId).length > 0;
  return featuresOf<AutoEnable>(program, declared, 'autoEnable', isManaged ? organizationFeatures : []);
}

/** Features of members that a program sets one by one. */
export function memberFeaturesOf(
  program: Program,
  resources: readonly ProgramResource[],
): Collection<MemberFeatures> {
  const declared = resources.filter(({ type }) => type === types.memberFeature);
  const byAccount = Map.groupBy(declared, (resource) => {
    const account = referenceOf(program, resource, 'accountId', types.account);
    return isUnknown(account) || account === null ? resource.urn : account;
  });
  const items = [...byAccount].map(([accountId, its]) => ({
    accountId,
    features: featuresOf<FeatureStatus>(program, its, 'status', []),
  }));
  return { items, complete: openWorld };
}

function declaredIn(program: Program, type: string, accountId: string): readonly string[] {
  if (!program.isWhole) return [];
  return resourcesOf(program, type)
    .filter((resource) => accountOf(resource) === accountId)
    .flatMap((resource) => nameOf(resource) ?? []);
}

function nameOf(resource: ProgramResource): string | undefined {
  const name = resource.get('name');
  return typeof name === 'string' ? name : undefined;
}

function featuresOf<T extends string>(
  program: Program,
  declared: readonly ProgramResource[],
  property: 'status' | 'autoEnable',
  expected: readonly string[],
): Collection<FeatureSetting<T>> {
  const items = declared.flatMap((resource): FeatureSetting<T>[] => {
    const name = nameOf(resource);
    if (name === undefined) return [];
    const setting = factOf<T>(resource, property, null);
    return [{ name, setting, additional: additionalOf<T>(resource, property), urn: resource.urn }];
  });
  const nameless = declared.find((resource) => nameOf(resource) === undefined);
  if (nameless !== undefined) return { items, complete: unresolvedFact(nameless, 'name') };
  const missing = [...new Set(expected)].filter((name) => !items.some((item) => item.name === name));
  const left = program.isWhole ? missing.map((name) => ({ name, setting: null, additional: null })) : [];
  return { items: [...items, ...left], complete: openWorld };
}

function additionalOf<T extends string>(
  resource: ProgramResource,
  property: 'status' | 'autoEnable',
): Fact<readonly AdditionalSetting<T>[]> {
  const listed = resource.get('additionalConfigurations');
  const hidden = unresolvedFact(resource, 'additionalConfigurations');
  if (listed === unresolved) return hidden;
  const items = itemsOf(listed).map((item: Plain) => objectOf(item));
  if (items.some((item) => item === undefined || typeof item.name !== 'string')) return hidden;
  return items.map((item) => ({
    name: item?.name as string,
    setting: item?.[property] === unresolved ? hidden : ((item?.[property] ?? null) as Fact<T>),
  }));
}
