import type { EngineEvent, PolicyEvent, Stack } from '@pulumi/pulumi/automation/index.js';
import { eachOf } from '../adoption/each-of.ts';
import { configure, openInTurn, pulumiOnPath, type StackPlaces } from './open-stack.ts';
import type { PlannedStack } from './organization-file.ts';

/** How an organization's stacks are previewed. */
export interface PreviewOrganizationOptions extends StackPlaces {
  /** Folders of policy packs that judge each preview. */
  readonly policyPacks: readonly string[];
  /** A file of configuration for each pack, in their order. */
  readonly policyPackConfigs?: readonly string[];
  /** Previews at a time, from 1: each is a process of its own with its providers. Default: 4. */
  readonly parallel?: number;
  /** Is told each step in a line. */
  readonly report?: (line: string) => void;
  /** Stops the previews. */
  readonly signal?: AbortSignal;
}

/** What the preview of a stack showed. */
export interface StackPreview {
  /** `log-archive production`. */
  readonly name: string;
  /** Resources by what would be done with them. */
  readonly changes: Readonly<Record<string, number>>;
  /** What the packs said of it. */
  readonly policyEvents: readonly PolicyEvent[];
  /** Why nothing can be said of it. Violations that block are no such reason. */
  readonly error?: string;
}

/**
 * Previews all stacks of an organization, a bounded number at a time, and changes nothing in it. Stacks that were
 * never applied are previewed too: all names follow from the settings. A stack that cannot be previewed stops no other.
 */
export async function previewOrganization(
  plan: readonly PlannedStack[],
  options: PreviewOrganizationOptions,
): Promise<readonly StackPreview[]> {
  const pulumiCommand = options.pulumiCommand ?? (await pulumiOnPath());
  const open = openInTurn({ ...options, pulumiCommand });
  const previews = new Map<PlannedStack, StackPreview>();
  await eachOf(plan, options.parallel ?? 4, async (planned) => {
    const name = `${planned.folder} ${planned.name}`;
    options.report?.(`${name}: preview`);
    const preview = await previewOne(name, () => open(planned), planned, options);
    const { length } = preview.policyEvents;
    options.report?.(
      `${name}: ${preview.error === undefined ? `${length} policy events` : 'could not be previewed'}`,
    );
    previews.set(planned, preview);
  });
  return plan.flatMap((planned) => previews.get(planned) ?? []);
}

async function previewOne(
  name: string,
  open: () => Promise<Stack>,
  { config }: PlannedStack,
  { policyPacks, policyPackConfigs, signal }: PreviewOrganizationOptions,
): Promise<StackPreview> {
  const policyEvents: PolicyEvent[] = [];
  const failures: string[] = [];
  const onEvent = ({ policyEvent, diagnosticEvent }: EngineEvent) => {
    if (policyEvent !== undefined) policyEvents.push(policyEvent);
    const failure = diagnosticEvent?.severity === 'error' ? plain(diagnosticEvent.message) : '';
    // The engine closes every preview that does not succeed by this line, one that a policy blocked too.
    if (failure !== '' && failure !== 'preview failed') failures.push(failure);
  };
  try {
    const stack = await open();
    await configure(stack, config);
    const { changeSummary } = await stack.preview({
      onEvent,
      policyPacks: [...policyPacks],
      ...(policyPackConfigs === undefined ? {} : { policyPackConfigs: [...policyPackConfigs] }),
      ...(signal === undefined ? {} : { signal }),
    });
    return { name, changes: changeSummary, policyEvents };
  } catch (error) {
    // A violation that blocks ends a preview as a failure does; then the pack has said all that there is to say.
    const isBlocked = failures.length === 0 && policyEvents.some(isMandatory);
    const said = failures.length > 0 ? failures.join('\n') : (error as Error).message;
    return { name, changes: {}, policyEvents, ...(isBlocked ? {} : { error: said }) };
  }
}

function isMandatory({ enforcementLevel }: PolicyEvent): boolean {
  return enforcementLevel === 'mandatory';
}

/** Messages come with marks for colours. */
function plain(message: string): string {
  return message.replaceAll(/<\{%[^%]*%\}>/g, '').trim();
}
