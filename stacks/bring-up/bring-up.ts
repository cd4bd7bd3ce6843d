import type { Stack } from '@pulumi/pulumi/automation/index.js';
import { changesOf } from '../adoption/adopt-stack.ts';
import { describeChange, describeExisting } from '../adoption/descriptions.ts';
import { eachOf } from '../adoption/each-of.ts';
import { findExisting } from '../adoption/find-existing.ts';
import { previewPlan } from '../adoption/preview-plan.ts';
import { configure, openInTurn, pulumiOnPath, type StackPlaces } from './open-stack.ts';
import { fullAccessOf } from './full-access-of.ts';
import type { PlannedStack } from './organization-file.ts';
import { reachOf } from './reach.ts';

/** How an organization is brought up. */
export interface BringUpOptions extends StackPlaces {
  /** Shows what would change, and changes nothing. Default: false. */
  readonly preview?: boolean;
  /** Accounts at a time; AWS itself creates few at once. Default: 4. */
  readonly parallel?: number;
  /** Is told each step in a line. */
  readonly report: (line: string) => void;
}

/**
 * Brings the stacks of an organization up, in their order, each with its own credentials. A stack that fails stops
 * those that build on it; an account that fails stops no other account. Within a stack a resource that fails keeps only
 * those waiting that need it, so that one region that refuses leaves the others applied. What was done stays done: run it
 * again.
 * @throws one error that names every stack that failed and those that were not tried.
 */
export async function bringUp(plan: readonly PlannedStack[], options: BringUpOptions): Promise<void> {
  const pulumiCommand = options.pulumiCommand ?? (await pulumiOnPath());
  const places = { ...options, pulumiCommand };
  const open = openInTurn(places);
  const run = async (planned: PlannedStack) => {
    const { folder, name, profile } = planned;
    const who = profile === undefined ? 'credentials of the environment' : `profile ${profile}`;
    options.report(`${folder} ${name}: ${options.preview ? 'preview' : 'up'} with ${who}`);
    const changes = await runStack(await open(planned), planned, { ...options, ...places });
    options.report(`${folder} ${name}: ${describeChanges(changes)}`);
  };

  const shared = plan.filter(({ folder }) => folder !== 'account');
  for (const [index, planned] of shared.entries()) {
    try {
      await run(planned);
    } catch (error) {
      const untried = plan.slice(index + 1).map(({ folder, name }) => `${folder} ${name}`);
      throw new Error(
        `${failure(planned, error)}${untried.length > 0 ? `\nNot tried: ${listed(untried)}` : ''}`,
        { cause: error },
      );
    }
  }

  const failures: string[] = [];
  await eachOf(plan.slice(shared.length), options.parallel ?? 4, async (planned) => {
    try {
      await run(planned);
    } catch (error) {
      options.report(`${planned.folder} ${planned.name}: failed`);
      failures.push(failure(planned, error));
    }
  });
  if (failures.length > 0) throw new Error(failures.join('\n\n'));
}

type Changes = Readonly<Record<string, number>>;

/** @throws Error when something that is to be made is there already, before anything is changed. */
async function runStack(stack: Stack, planned: PlannedStack, options: BringUpOptions): Promise<Changes> {
  await configure(stack, planned.config);
  for (const line of await fullAccessOf(planned, options))
    options.report(`${planned.folder} ${planned.name}: ${line}`);
  const { plan, summary } = await previewPlan(stack);
  const existing = await findExisting(plan, stack, reachOf(planned, options)).catch((error: Error) => {
    // Making what exists fails by itself.
    const message = `whether what it makes exists already is not known: ${error.message}`;
    return { found: [], obstacles: [], notices: [message] };
  });
  for (const notice of existing.notices) options.report(`${planned.folder} ${planned.name}: ${notice}`);
  if (existing.found.length > 0 || existing.obstacles.length > 0)
    throw new Error(
      describeExisting(
        existing,
        'To take it over, run `pnpm --filter @trailguard/stacks run adopt` with the same file',
      ),
    );
  for (const change of changesOf(plan))
    options.report(`${planned.folder} ${planned.name}: ${describeChange(change)}`);
  if (options.preview) return summary;
  return (await stack.up({ continueOnError: true })).summary.resourceChanges ?? {};
}

function describeChanges(changes: Changes): string {
  const counted = Object.entries(changes).map(([operation, count]) => `${count} ${operation}`);
  return counted.length === 0 ? 'nothing to do' : counted.join(', ');
}

function failure({ folder, name, profile }: PlannedStack, error: unknown): string {
  const who = profile === undefined ? '' : ` with profile ${profile}`;
  return `${folder} ${name} failed${who}: ${(error as Error).message}`;
}

function listed(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}
