import {
  adoptedBy,
  describeExisting,
  type Existing,
  endingsOfAdopted,
  findExisting,
  readPlan,
  refusalOf,
  replacedThoughProtected,
} from '@trailguard/stacks/adoption';
import type { JobContext } from './context.ts';
import { requireConfigBucket } from './config-bucket.ts';
import { credentialsOf, openSession } from './credentials.ts';
import { openEngine } from './engine.ts';
import { JobFailure } from './failure.ts';
import type { Previewed } from './previewed.ts';
import type { StackFolder } from './programs.ts';

/**
 * Refuses a plan that would make what exists already, or would replace what it takes over. A look-up that fails is said, and stops
 * nothing: making what exists fails by itself.
 * @throws JobFailure RESOURCE_EXISTS with the setting that takes it over, WOULD_REPLACE, or NO_CONFIG_BUCKET.
 */
export async function refuseExisting(context: JobContext, previewed: Previewed): Promise<void> {
  const plan = readPlan(previewed.events);
  refuseReplacements(previewed.folder, endingsOfAdopted(plan));
  // Whether an account may be made was asked before; what is in it is made with it.
  if (previewed.folder === 'account') return requireConfigBucket(context, plan);
  const existing = await look(context, previewed, plan);
  for (const message of existing.notices)
    context.event('diagnostic', { severity: 'warning', message, urn: '' });
  if (existing.found.length === 0 && existing.obstacles.length === 0) return;
  const adopt = JSON.stringify({ [previewed.folder]: adoptedBy(existing.found) });
  throw new JobFailure(
    'RESOURCE_EXISTS',
    `${previewed.folder}: ${describeExisting(existing, `To take it over, add to the key adopt of TRAILGUARD_STACK_SETTINGS: ${adopt}`)}`,
  );
}

/**
 * Refuses a preview that failed because it would replace what it takes over.
 * @throws JobFailure WOULD_REPLACE
 */
export function refuseProtectedReplacements({ folder, events }: Pick<Previewed, 'folder' | 'events'>): void {
  refuseReplacements(folder, replacedThoughProtected(events));
}

function refuseReplacements(folder: StackFolder, lines: readonly string[]): void {
  if (lines.length > 0) throw new JobFailure('WOULD_REPLACE', `${folder}: ${refusalOf(lines)}`);
}

async function look(
  context: JobContext,
  { folder, accountId, stack }: Previewed,
  plan: ReturnType<typeof readPlan>,
): Promise<Existing> {
  const { config, job, signal } = context;
  try {
    return await findExisting(plan, stack, {
      accountId,
      homeRegion: config.organization.homeRegion,
      administratorAccountId: config.organization.securityAccountId,
      pulumiCommand: (await openEngine(config)).command,
      signal,
      accessTo: async (id) => ({
        credentials: credentialsOf(await openSession(config, 'preview', id, job.id)),
      }),
    });
  } catch (error) {
    signal.throwIfAborted();
    const message = `Whether what ${folder} makes exists already is not known: ${(error as Error).message}`;
    context.event('diagnostic', { severity: 'warning', message, urn: '' });
    return { found: [], obstacles: [], notices: [] };
  }
}
