import { type Fact, unknownBecause } from '@trailguard/controls';
import { hasUnresolved, type Plain, unresolved } from './plain-values.ts';
import type { ProgramResource } from './program-resource.ts';

/** What the lens sees at once: one resource, or all of a program. */
export interface Program {
  readonly resources: readonly ProgramResource[];
  /** Whether these are all resources of the program, so that one that is missing is not declared. */
  readonly isWhole: boolean;
  /** The lens that saw them. Default: `preview`. */
  readonly lens?: 'preview' | 'state';
}

/** Others that the program may belong beside: it shows what it declares, not what else the accounts hold. */
export const openWorld = unknownBecause('open-world', 'the program does not show it');

/** A value that exists only after the update; in a saved state, one that is encrypted. */
export function unresolvedFact({ name, seenIn }: ProgramResource, property: string) {
  return seenIn === 'state'
    ? unknownBecause('not-read', `${property} of ${name} is a secret that the state hides`)
    : unknownBecause('unresolved', `${property} of ${name} is known only after the update`);
}

/** Resources by type, made once for each list: every part of the lens asks for its own types. */
const indexes = new WeakMap<readonly ProgramResource[], TypeIndex>();

interface TypeIndex {
  readonly byType: ReadonlyMap<string, readonly ProgramResource[]>;
  /** Places in the program. */
  readonly places: ReadonlyMap<ProgramResource, number>;
}

function indexOf(resources: readonly ProgramResource[]): TypeIndex {
  const known = indexes.get(resources);
  if (known !== undefined) return known;
  const index = {
    byType: Map.groupBy(resources, ({ type }) => type),
    places: new Map(resources.map((resource, place) => [resource, place])),
  };
  indexes.set(resources, index);
  return index;
}

/** The resources of some types, in the order of the program. */
export function resourcesOf({ resources }: Program, ...types: readonly string[]): readonly ProgramResource[] {
  const [first, second] = resources;
  // Most programs that policies are asked about are one resource: an index of it takes longer than a look at it.
  if (second === undefined) return first !== undefined && types.includes(first.type) ? resources : none;
  const { byType, places } = indexOf(resources);
  let found = none;
  let isMixed = false;
  for (const type of types) {
    const own = byType.get(type);
    if (own === undefined) continue;
    isMixed ||= found.length > 0;
    found = found.length > 0 ? [...found, ...own] : own;
  }
  if (!isMixed) return found;
  return found.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}

const none: readonly ProgramResource[] = [];

/** A property as a fact; left out means `absent`. The provider takes a boolean as text, as configurations give it. */
export function factOf<T extends string | number | boolean>(
  resource: ProgramResource,
  property: string,
  absent: T | null,
): Fact<T> {
  const value = resource.get(property);
  if (hasUnresolved(value)) return unresolvedFact(resource, property);
  if (value === undefined || value === null) return absent;
  if (typeof absent === 'boolean' && (value === 'true' || value === 'false')) return (value === 'true') as T;
  return value as T;
}

/** A property that names another resource: its text, else the URN of the one resource that it comes from. */
export function referenceOf(
  program: Program,
  resource: ProgramResource,
  property: string,
  ...types: readonly string[]
): Fact<string> {
  const value = resource.get(property);
  if (value !== unresolved) return textOf(value);
  const sources = new Set(resource.dependenciesOf(property));
  const candidates = resourcesOf(program, ...types).filter(({ urn }) => sources.has(urn));
  const [only, ...others] = candidates;
  return only !== undefined && others.length === 0 ? only.urn : unresolvedFact(resource, property);
}

/** The name that a resource is given; without one it gets a name that AWS tells later. */
export function givenName(resource: ProgramResource, property = 'name'): Fact<string> {
  return factOf<string>(resource, property, null) ?? unresolvedFact(resource, property);
}

/** A text; empty and missing ones are `null`. */
export function textOf(value: Plain): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The account of a resource's provider: its id where the provider says so, else a description of the provider. */
export function accountOf({ provider: { name, properties } }: ProgramResource): string {
  const allowed = listOf(properties.allowedAccountIds);
  if (allowed.length === 1 && typeof allowed[0] === 'string') return allowed[0];
  const roles = listOf(properties.assumeRoles).map((role) => (role as { roleArn?: unknown } | null)?.roleArn);
  const account = roles.map((arn) =>
    typeof arn === 'string' ? arn.match(/^arn:[^:]+:iam::(\d{12}):/)?.[1] : undefined,
  );
  return account.at(-1) ?? `(account of ${nameOf(name)})`;
}

/** The Region of a resource: its own, else its provider's. */
export function regionOf(resource: ProgramResource): Fact<string> {
  const own = resource.get('region');
  if (own === unresolved) return unresolvedFact(resource, 'region');
  return textOf(own) ?? textOf(resource.provider.properties.region) ?? openWorld;
}

/** As {@link regionOf}, with a description of the provider where the Region is not known. */
export function regionOrPlaceholder(resource: ProgramResource): string {
  const region = regionOf(resource);
  return typeof region === 'string' ? region : `(Region of ${nameOf(resource.provider.name)})`;
}

function nameOf(provider: string | null): string {
  return provider === null ? 'the default provider' : `provider ${provider}`;
}

/** Lists of a provider's configuration come as JSON text. */
function listOf(value: Plain): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string') return [];
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
