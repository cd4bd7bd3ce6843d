import { InvalidStateError } from './state.ts';

/** A step that a preview announces; the states are as the engine shows them. */
export interface PlannedStep {
  /** Pulumi's operation, such as `update` or `delete-replaced`. */
  readonly op: string;
  readonly urn: string;
  readonly old?: StepState | null;
  readonly new?: StepState | null;
}

/** A resource as an event or a preview's digest shows it. */
interface StepState {
  readonly urn: string;
  readonly type: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly retainOnDelete?: boolean;
}

/** What the engine says beside its steps; an error ends the preview. */
interface Diagnostic {
  readonly severity: string;
  readonly message: string;
}

/**
 * The steps of a preview: what `pulumi preview --json` prints, or the engine's events, one JSON text a line.
 *
 * @param name what messages call the text
 * @throws InvalidStateError when it is neither, or is of a preview that failed: that one shows no step beyond its fault
 */
export function readSteps(text: string, name: string): readonly PlannedStep[] {
  const digest = parsed(text);
  if (digest !== undefined && Array.isArray(digest.steps)) {
    refuseFailed((digest.diagnostics ?? []) as readonly Diagnostic[], name);
    return (digest.steps as (PlannedStep & { oldState?: StepState; newState?: StepState })[]).map(
      ({ op, urn, oldState, newState }) => ({ op, urn, old: oldState ?? null, new: newState ?? null }),
    );
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const events = lines.map((line, index) => {
    const event = parsed(line);
    if (event === undefined) {
      throw new InvalidStateError(
        `${name}, line ${index + 1}, is no event of a preview; give the output of "pulumi preview --json"`,
      );
    }
    return event;
  });
  if (!events.some((event) => 'summaryEvent' in event)) {
    throw new InvalidStateError(
      `${name} holds no whole preview: it has neither "steps" nor a "summaryEvent"; give the output of "pulumi preview --json"`,
    );
  }
  refuseFailed(
    events.flatMap(({ diagnosticEvent }) => (diagnosticEvent ? [diagnosticEvent as Diagnostic] : [])),
    name,
  );
  return stepsOf(events);
}

function refuseFailed(diagnostics: readonly Diagnostic[], name: string): void {
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error === undefined) return;
  throw new InvalidStateError(
    `${name} is of a preview that failed, so that nobody knows what it did not reach: ${error.message.trim()}`,
  );
}

/** The steps among the engine's events. */
export function stepsOf(events: readonly object[]): readonly PlannedStep[] {
  return events.flatMap((event) => {
    const { resourcePreEvent } = event as { resourcePreEvent?: { metadata: PlannedStep } };
    return resourcePreEvent === undefined ? [] : [resourcePreEvent.metadata];
  });
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

type StateResource = StepState & { readonly delete?: boolean };
type Resources = { readonly resources?: readonly StateResource[] };
/** As `pulumi stack export` prints it, or as a backend of files keeps it. */
type StateFile = {
  readonly version?: number;
  readonly deployment?: Resources;
  readonly checkpoint?: { readonly latest?: Resources };
};

/** Operations after which the resource is as the step's new state says. */
const setting = new Set([
  'create',
  'create-replacement',
  'update',
  'import',
  'import-replacement',
  'read',
  'read-replacement',
]);
/** Operations that take the resource itself away; those of a replaced copy leave its successor. */
const removing = new Set(['delete', 'discard']);

/**
 * A saved state as it will be once a preview's steps are applied, in the form of a saved state. A resource that the
 * program forgets and leaves in place (`retainOnDelete`) goes on to exist. What only the update will know is unknown
 * in it.
 *
 * @param text what `pulumi stack export` prints; empty for a stack that was never applied
 * @param name what messages call it
 * @throws InvalidStateError when the text is no state, or that of another stack than the steps are of
 */
export function plannedState(text: string, steps: readonly PlannedStep[], name: string): string {
  const file = text === '' ? {} : parsed(text);
  if (file === undefined)
    throw new InvalidStateError(`${name} is no saved state: make it with "pulumi stack export"`);
  const { version = 3, checkpoint, deployment = checkpoint?.latest ?? {} } = file as StateFile;
  const resources = new Map<string, StateResource>();
  for (const resource of deployment.resources ?? []) {
    if (resource.delete !== true) resources.set(resource.urn, resource);
  }
  const stacks = new Set(resources.keys().map(stackOf));
  const [first] = steps;
  if (first !== undefined && stacks.size > 0 && !steps.some(({ urn }) => stacks.has(stackOf(urn)))) {
    throw new InvalidStateError(
      `${name} is the state of ${[...stacks].join(' and ')}, the preview is of ${stackOf(first.urn)}: give both of one stack`,
    );
  }
  for (const { op, urn, old, new: planned } of steps) {
    if (removing.has(op)) {
      if (old?.retainOnDelete !== true) resources.delete(urn);
    } else if (setting.has(op) && planned) {
      resources.set(urn, {
        ...resources.get(urn),
        ...planned,
        outputs: outputsOf(op, planned, resources.get(urn)),
      });
    }
  }
  return JSON.stringify({ version, deployment: { resources: [...resources.values()] } });
}

/** `PROJECT/STACK` of `urn:pulumi:STACK::PROJECT::…`. */
function stackOf(urn: string): string {
  const [stack = '', project = ''] = urn.split('::');
  return `${project}/${stack.replace(/^urn:pulumi:/, '')}`;
}

/**
 * What stands once a step is applied: the inputs, and what the provider computed before. An update keeps that, but for
 * what the program set before and leaves out now; a new resource has none of it yet.
 */
function outputsOf(
  op: string,
  { inputs = {} }: StepState,
  before: StateResource | undefined,
): Record<string, unknown> {
  if (op !== 'update') return { ...inputs };
  const left = Object.keys(before?.inputs ?? {}).filter((property) => !Object.hasOwn(inputs, property));
  const computed = Object.entries(before?.outputs ?? {}).filter(([property]) => !left.includes(property));
  return { ...Object.fromEntries(computed), ...inputs };
}
