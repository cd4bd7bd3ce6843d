import { isControlTowerResource, partitionOf } from '@trailguard/baseline';
import {
  type AwsAccess,
  existingId,
  importId,
  MadeOnce,
  obstacleTo,
  organizationTrails,
  type ObstacleScope,
} from '@trailguard/existing';
import type { PulumiCommand, Stack } from '@pulumi/pulumi/automation/index.js';
import { eachOf } from './each-of.ts';
import { otherTrails, plannedTrails } from './other-trails.ts';
import type { Plan, PlannedResource } from './plan.ts';
import { type Candidate, type LiveResource, readLive } from './read-live.ts';

/** How AWS is asked what exists. */
export interface Reach {
  /** Account of the stack's own credentials, 12 digits. */
  readonly accountId: string;
  readonly homeRegion: string;
  /** The account that administers security services for the organization, 12 digits. */
  readonly administratorAccountId: string;
  /** Credentials that may read in an account; the stack's own or another. */
  readonly accessTo: (accountId: string) => Promise<Omit<AwsAccess, 'region'>>;
  /** What runs Pulumi's commands. Default: the `pulumi` CLI on PATH. */
  readonly pulumiCommand?: PulumiCommand;
  readonly signal?: AbortSignal;
}

/** Something that a preview would make and that is there. */
export interface Found extends LiveResource {
  /** Account that it is in. */
  readonly accountId: string;
  /** The id that the option `import` takes. */
  readonly importId: string;
}

/** What a stack meets. */
export interface Existing {
  readonly found: readonly Found[];
  /** What can be neither made nor taken over; a sentence each, with the way out. */
  readonly obstacles: readonly string[];
  /** What is left as it is, and may cost something; a sentence each. */
  readonly notices: readonly string[];
}

/** How many resources are looked up at a time: AWS throttles, and a few hundred are planned. */
const LookupsAtOnce = 8;

/**
 * Finds what a preview would make although it is there already.
 * @param options.everything also what making would only set anew, such as a bucket's policy. Default: what AWS makes once.
 * @param options.absent what was looked for in vain; is added to, so that a later look of the same set asks for the rest alone.
 */
export async function findExisting(
  plan: Plan,
  stack: Stack,
  reach: Reach,
  {
    everything = false,
    absent = new Set(),
  }: { readonly everything?: boolean; readonly absent?: Set<string> } = {},
): Promise<Existing> {
  const known = await knownIds(stack);
  const notices = await noticesOf(plan, known, reach);
  const wanted = plan.creates.filter(
    (resource) => (everything || MadeOnce.has(resource.type)) && !absent.has(textOf(resource)),
  );
  if (wanted.length === 0) return { found: [], obstacles: [], notices };
  const obstacles: string[] = [];
  const candidates: (Candidate & { accountId: string })[] = [];
  await eachOf(wanted, LookupsAtOnce, async (resource) => {
    const accountId = accountOf(resource, plan, reach);
    // An account that is still to be made has nothing yet.
    if (accountId === undefined) return;
    const scope: ObstacleScope = {
      ...(await reach.accessTo(accountId)),
      accountId,
      administratorAccountId: reach.administratorAccountId,
      partition: partitionOf(reach.homeRegion),
      region: reach.homeRegion,
      known: known.get(resource.type) ?? new Set(),
      signal: reach.signal ?? new AbortController().signal,
    };
    const obstacle = await obstacleTo(resource, scope);
    if (obstacle !== undefined) obstacles.push(obstacle);
    else {
      const beside = plan.creates.filter(({ parent }) => parent === resource.parent);
      const id = await existingId(resource, beside, scope);
      if (id && !isControlTowerResource(id)) candidates.push({ resource, id, accountId });
    }
  });
  const order = new Map(plan.creates.map(({ urn }, index) => [urn, index]));
  candidates.sort((a, b) => (order.get(a.resource.urn) ?? 0) - (order.get(b.resource.urn) ?? 0));
  const live = await readLive(candidates, plan, stack, reach.pulumiCommand);
  const there = new Set(live.map(({ resource }) => resource.urn));
  for (const resource of wanted) if (!there.has(resource.urn)) absent.add(textOf(resource));
  const accounts = new Map(candidates.map(({ resource, accountId }) => [resource.urn, accountId]));
  return {
    found: live.map((resource) => ({
      ...resource,
      accountId: accounts.get(resource.resource.urn) ?? reach.accountId,
      importId: importId(resource.resource, resource.id),
    })),
    obstacles: obstacles.sort(),
    notices,
  };
}

/** A planned resource as it is known now: with more inputs known it may be found. */
function textOf({ urn, inputs }: PlannedResource): string {
  return `${urn} ${JSON.stringify(inputs)}`;
}

/** Account of a resource's provider: the one it is held to, else that of the stack's credentials; undefined: not known yet. */
function accountOf(
  { provider }: PlannedResource,
  { surroundings }: Plan,
  { accountId }: Reach,
): string | undefined {
  const { name, inputs } = surroundings.get(provider ?? '') ?? {};
  const allowed = inputs?.allowedAccountIds;
  // Provider inputs are JSON texts.
  const ids: unknown = typeof allowed === 'string' ? JSON.parse(allowed) : allowed;
  if (Array.isArray(ids) && typeof ids[0] === 'string') return ids[0];
  return name === undefined || name.startsWith('default') ? accountId : undefined;
}

async function knownIds(stack: Stack): Promise<Map<string, Set<string>>> {
  const { deployment } = await stack.exportStack();
  const { resources = [] } = (deployment ?? {}) as { resources?: { type: string; id?: string }[] };
  const known = new Map<string, Set<string>>();
  for (const { type, id } of resources) {
    if (id !== undefined) known.set(type, (known.get(type) ?? new Set()).add(id));
  }
  return known;
}

async function noticesOf(
  plan: Plan,
  known: ReadonlyMap<string, ReadonlySet<string>>,
  reach: Reach,
): Promise<string[]> {
  const planned = plannedTrails(plan);
  if (planned.length === 0) return [];
  const access = await reach.accessTo(reach.accountId);
  const trails = await organizationTrails({ ...access, region: reach.homeRegion });
  return otherTrails(planned, trails, known.get('aws:cloudtrail/trail:Trail') ?? new Set());
}
