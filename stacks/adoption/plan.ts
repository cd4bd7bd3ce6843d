import type { EngineEvent } from '@pulumi/pulumi/automation/index.js';

/** Inputs or outputs of a resource, as an engine tells them. */
export type Values = Readonly<Record<string, unknown>>;

/** A resource of a preview. */
export interface PlannedResource {
  readonly urn: string;
  readonly type: string;
  /** Its name in the program. */
  readonly name: string;
  readonly custom: boolean;
  readonly parent: string | undefined;
  /** URN of its provider; undefined for components and providers. */
  readonly provider: string | undefined;
  /** Inputs that are known. */
  readonly inputs: Values;
}

/** A resource that a preview would change in place. */
export interface PlannedUpdate {
  readonly resource: PlannedResource;
  /** Names of the inputs that differ. */
  readonly properties: readonly string[];
  readonly before: Values;
  readonly after: Values;
}

/** What a preview says would happen. */
export interface Plan {
  /** What would be made, parents first. */
  readonly creates: readonly PlannedResource[];
  /** What would be taken over. */
  readonly imports: readonly PlannedResource[];
  readonly updates: readonly PlannedUpdate[];
  /** What would be removed or replaced, and the inputs that are why. */
  readonly endings: readonly { readonly resource: PlannedResource; readonly properties: readonly string[] }[];
  /** Components and providers by URN, whatever becomes of them. */
  readonly surroundings: ReadonlyMap<string, PlannedResource>;
}

type Metadata = NonNullable<EngineEvent['resourcePreEvent']>['metadata'];
type State = NonNullable<Metadata['new']>;

/** What stands for a value that is not known before the update, in both engines. */
export const Unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

const endings: readonly string[] = [
  'delete',
  'replace',
  'create-replacement',
  'delete-replaced',
  'import-replacement',
];

/** Reads the events of a preview. */
export function readPlan(events: readonly EngineEvent[]): Plan {
  const creates: PlannedResource[] = [];
  const imports: PlannedResource[] = [];
  const updates: PlannedUpdate[] = [];
  const ended = new Map<string, { resource: PlannedResource; properties: string[] }>();
  const surroundings = new Map<string, PlannedResource>();
  for (const { resourcePreEvent } of events) {
    const metadata = resourcePreEvent?.metadata;
    const state = metadata?.new ?? metadata?.old;
    if (metadata === undefined || !state) continue;
    const resource = plannedResource(state);
    const { op, old } = metadata;
    if (!isOutside(resource)) surroundings.set(resource.urn, resource);
    else if (op === 'create') creates.push(resource);
    else if (op === 'import') imports.push(resource);
    else if (op === 'update')
      updates.push({
        resource,
        properties: differing(metadata),
        before: old?.inputs ?? {},
        after: metadata.new?.inputs ?? {},
      });
    else if (endings.includes(op)) {
      const properties = ended.get(resource.urn)?.properties ?? [];
      ended.set(resource.urn, {
        resource,
        properties: [...new Set([...properties, ...differing(metadata)])],
      });
    }
  }
  return { creates, imports, updates, endings: [...ended.values()], surroundings };
}

/** Whether a resource stands for something outside the state. */
function isOutside({ custom, type }: Pick<PlannedResource, 'custom' | 'type'>): boolean {
  return custom && !type.startsWith('pulumi:');
}

function plannedResource({ urn, type, custom = false, parent, provider, inputs }: State): PlannedResource {
  return {
    urn,
    type,
    name: urn.slice(urn.lastIndexOf('::') + 2),
    custom,
    parent: parent || undefined,
    // A reference is the URN and the id.
    provider: provider ? provider.slice(0, provider.lastIndexOf('::')) : undefined,
    inputs: Object.fromEntries(Object.entries(inputs ?? {}).filter(([, value]) => isKnown(value))),
  };
}

/** Names of the inputs that differ; a path into one is cut to its name. */
function differing({ detailedDiff, diffs, keys }: Metadata): string[] {
  const paths = Object.keys(detailedDiff ?? {});
  const named = paths.length > 0 ? paths : [...(diffs ?? []), ...(keys ?? [])];
  const names = named.map((path) => /^[^.[]+/.exec(path)?.[0] ?? path);
  // Follows from the tags.
  return [...new Set(names)].filter((name) => name !== 'tagsAll');
}

function isKnown(value: unknown): boolean {
  if (value === Unknown) return false;
  return typeof value !== 'object' || value === null || Object.values(value).every(isKnown);
}
