import { interruptionIn } from '@trailguard/controls';
import { plainValues, unresolved, type PlainObject } from './plain-values.ts';
import type { Program } from './program.ts';
import { accountsOfProviders, withAccount } from './provider-account.ts';
import { type ProgramResource, providerOf } from './program-resource.ts';
import { type SourcePosition, sourcePositionOf } from './source-position.ts';

/** A file of state that cannot be judged; the message names the file, the reason and the way out. */
export class InvalidStateError extends Error {
  override readonly name = 'InvalidStateError';
}

/** A saved state, read for the lens. */
export interface SavedState {
  /** `project/stack`, from the URNs; `null` where the state has no resource. */
  readonly stack: string | null;
  readonly resources: readonly ProgramResource[];
  /** Where the program declares each resource, by URN; none for those that say nothing. */
  readonly positions: ReadonlyMap<string, SourcePosition>;
  /** URNs of operations that an interrupted update left open: what became of them, the state does not say. */
  readonly pendingOperations: readonly string[];
}

/** A resource as the state keeps it. Everything but URN and type may be missing. */
interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly custom?: boolean;
  /** Waits to be deleted: its replacement is in the state too. */
  readonly delete?: boolean;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly initErrors?: readonly string[];
  readonly parent?: string;
  readonly provider?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly sourcePosition?: string;
}

/**
 * Reads what `pulumi stack export` prints, or the checkpoint that a backend of files keeps.
 *
 * @param text the file's content; `name` is what messages call it.
 * @throws InvalidStateError when the text is no JSON, no state, or of a version that is not known.
 */
export function readState(text: string, name: string): SavedState {
  const { resources, pendingOperations } = deploymentOf(text, name);
  const isInDoubt = ({ initErrors }: StateResource) => interruptionIn(initErrors) !== undefined;
  const live = resources.filter((resource) => resource.delete !== true && !isInDoubt(resource));
  const providers = providersOf(live);
  return {
    stack: stackOf(live[0]?.urn),
    resources: live.filter(isManaged).map((resource) => resourceOf(resource, providers)),
    positions: positionsOf(live),
    pendingOperations: [...pendingOperations, ...resources.filter(isInDoubt).map(({ urn }) => urn)],
  };
}

/** The stacks of one organization as one program: a trail of one finds its bucket in another. */
export function programOf(states: readonly SavedState[]): Program {
  return { resources: states.flatMap(({ resources }) => resources), isWhole: true, lens: 'state' };
}

interface Deployment {
  readonly resources: readonly StateResource[];
  readonly pendingOperations: readonly string[];
}

const known = [3, 4];

function deploymentOf(text: string, name: string): Deployment {
  const file = parsed(text, name);
  const { version, deployment, checkpoint } = file as {
    version?: unknown;
    deployment?: unknown;
    checkpoint?: { latest?: unknown };
  };
  const latest = deployment ?? checkpoint?.latest;
  if (checkpoint !== undefined && latest === undefined) return { resources: [], pendingOperations: [] };
  if (typeof latest !== 'object' || latest === null) {
    throw new InvalidStateError(
      `${name} is no saved state: it has neither "deployment" nor "checkpoint"; make it with "pulumi stack export"`,
    );
  }
  if (!known.includes(version as number)) {
    throw new InvalidStateError(
      `${name} is a state of version ${JSON.stringify(version)}; versions ${known.join(' and ')} can be read`,
    );
  }
  const { resources = [], pending_operations: pending } = latest as {
    resources?: unknown;
    pending_operations?: readonly { resource?: { urn?: string } }[];
  };
  if (!Array.isArray(resources)) throw new InvalidStateError(`${name}: "resources" is no list`);
  resources.forEach((resource, index) => {
    checkResource(resource, `${name}: resource ${index + 1}`);
  });
  return {
    resources,
    pendingOperations: (pending ?? []).flatMap(({ resource }) => resource?.urn ?? []),
  };
}

function parsed(text: string, name: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    throw new InvalidStateError(`${name} is not JSON: ${(cause as Error).message}`, { cause });
  }
  throw new InvalidStateError(`${name} is no saved state: make it with "pulumi stack export"`);
}

function checkResource(resource: unknown, where: string): void {
  const { urn, type } = (resource ?? {}) as { urn?: unknown; type?: unknown };
  if (typeof urn !== 'string' || !/^urn:pulumi:[^:]+::[^:]+::.+::/.test(urn)) {
    throw new InvalidStateError(`${where} has no valid URN, but ${JSON.stringify(urn)}`);
  }
  if (typeof type !== 'string') throw new InvalidStateError(`${where} (${urn}) has no type`);
}

/** Resources of a cloud; components and providers are none. */
function isManaged({ custom, type }: StateResource): boolean {
  return custom === true && !type.startsWith('pulumi:');
}

/** `project/stack` of a URN. */
function stackOf(urn: string | undefined): string | null {
  const [head, project] = urn?.split('::') ?? [];
  const stack = head?.slice('urn:pulumi:'.length);
  return stack === undefined || project === undefined ? null : `${project}/${stack}`;
}

function nameOf(urn: string): string {
  return urn.split('::').slice(3).join('::');
}

type Provider = ProgramResource['provider'];

/** The providers by their reference, `URN::ID`. */
function providersOf(resources: readonly StateResource[]): ReadonlyMap<string, Provider> {
  const accounts = accountsOfProviders(
    resources.map(({ type, provider, outputs }) => ({ type, provider, arn: outputs?.arn })),
  );
  const providers = resources.filter(({ type }) => type.startsWith('pulumi:providers:'));
  return new Map(
    providers.map((resource) => {
      const reference = `${resource.urn}::${resource.id ?? ''}`;
      return [reference, providerSeen(resource, accounts.get(reference))];
    }),
  );
}

function providerSeen({ urn, inputs = {}, outputs = {} }: StateResource, account?: string): Provider {
  const { name, properties } = providerOf({ name: nameOf(urn), properties: { ...inputs, ...outputs } });
  return {
    // Default providers of two stacks are two providers.
    name: name ?? `default of ${stackOf(urn)}`,
    properties: withAccount(properties, account),
  };
}

function resourceOf(resource: StateResource, providers: ReadonlyMap<string, Provider>): ProgramResource {
  const {
    urn,
    type,
    provider,
    protect = false,
    retainOnDelete = false,
    propertyDependencies = {},
  } = resource;
  const inputs = plainValues(resource.inputs ?? {});
  const properties = visible(inputs, plainValues(resource.outputs ?? {}));
  const defaults = Array.isArray(inputs.__defaults) ? inputs.__defaults : [];
  return {
    type,
    urn,
    name: nameOf(urn),
    provider: providers.get(provider ?? '') ?? { name: null, properties: {} },
    options: { protect, retainOnDelete },
    seenIn: 'state',
    isSet: (property) => Object.hasOwn(inputs, property) && !defaults.includes(property),
    get: (property) => (Object.hasOwn(properties, property) ? properties[property] : undefined),
    dependenciesOf: (property) =>
      Object.hasOwn(propertyDependencies, property) ? (propertyDependencies[property] ?? []) : [],
  };
}

/**
 * What stands in the account: the outputs, and inputs that no output repeats. A secret is kept encrypted in the
 * outputs even where the program gave it in clear.
 */
function visible(inputs: PlainObject, outputs: PlainObject): PlainObject {
  const hidden = Object.keys(outputs).filter(
    (name) => outputs[name] === unresolved && Object.hasOwn(inputs, name),
  );
  return { ...inputs, ...outputs, ...Object.fromEntries(hidden.map((name) => [name, inputs[name]])) };
}

/** Each resource's own position, else that of the component that made it. */
function positionsOf(resources: readonly StateResource[]): ReadonlyMap<string, SourcePosition> {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const positions = new Map<string, SourcePosition>();
  for (const { urn } of resources) {
    const seen = new Set<string>();
    let at: string | undefined = urn;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      const position = sourcePositionOf(byUrn.get(at)?.sourcePosition);
      if (position !== undefined) {
        positions.set(urn, position);
        break;
      }
      at = byUrn.get(at)?.parent;
    }
  }
  return positions;
}
