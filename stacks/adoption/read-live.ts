import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Deployment,
  LocalWorkspace,
  type ProjectSettings,
  type PulumiCommand,
  type Stack,
} from '@pulumi/pulumi/automation/index.js';
import type { Plan, PlannedResource, Values } from './plan.ts';

/** A planned resource and the id that it has if it exists. */
export interface Candidate {
  readonly resource: PlannedResource;
  readonly id: string;
}

/** What is there. */
export interface LiveResource extends Candidate {
  /** Its inputs as the provider reads them back. */
  readonly live: Values;
}

interface StateResource {
  readonly urn: string;
  readonly id?: string;
  readonly inputs?: Values;
  readonly [key: string]: unknown;
}

/**
 * Reads candidates with the stack's own providers, and leaves out what does not exist. They are put into the state of a stack
 * that is thrown away, which a refresh corrects: the one way to ask a provider about any type.
 * @param stack the stack whose program, plugins and credentials are taken; its own state is left alone.
 */
export async function readLive(
  candidates: readonly Candidate[],
  plan: Plan,
  stack: Stack,
  pulumiCommand?: PulumiCommand,
): Promise<LiveResource[]> {
  if (candidates.length === 0) return [];
  const folder = await mkdtemp(join(tmpdir(), 'trailguard-adoption-'));
  try {
    const scratch = await openScratch(folder, stack, pulumiCommand);
    const { workspace } = scratch;
    const names = { stackName: scratch.name, projectName: (await workspace.projectSettings()).name };
    await scratch.importStack(
      stateOf(candidates, plan, { ...names, engineVersion: workspace.pulumiVersion }),
    );
    await scratch.refresh();
    const { deployment } = await scratch.exportStack();
    const { resources = [] } = (deployment ?? {}) as { resources?: StateResource[] };
    const found = new Map(resources.map((resource) => [resource.urn, resource]));
    return candidates.flatMap((candidate) => {
      const live = found.get(candidate.resource.urn);
      return live === undefined ? [] : [{ ...candidate, live: live.inputs ?? {} }];
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function openScratch(folder: string, stack: Stack, pulumiCommand?: PulumiCommand): Promise<Stack> {
  const { workspace } = stack;
  const project = (await workspace.projectSettings()) as ProjectSettings & {
    plugins?: { providers?: { name: string; path: string }[] };
  };
  const providers = project.plugins?.providers?.map(({ name, path }) => ({
    name,
    path: resolve(workspace.workDir, path),
  }));
  const [state, workDir] = [join(folder, 'state'), join(folder, 'project')];
  await Promise.all([mkdir(state), mkdir(workDir)]);
  const url = pathToFileURL(state).href;
  const settings: ProjectSettings & { plugins?: object } = {
    name: project.name,
    runtime: { name: 'nodejs', options: { typescript: false } },
    backend: { url },
    ...(providers === undefined ? {} : { plugins: { providers } }),
  };
  return LocalWorkspace.createStack(
    // The names are in the URNs.
    { stackName: stack.name, projectName: project.name, program: async () => {} },
    {
      workDir,
      projectSettings: settings,
      ...(pulumiCommand === undefined ? {} : { pulumiCommand }),
      envVars: {
        ...workspace.envVars,
        PULUMI_BACKEND_URL: url,
        PULUMI_CONFIG_PASSPHRASE: randomBytes(16).toString('hex'),
      },
    },
  );
}

/** A state that holds the candidates, their providers and the components above them. */
function stateOf(
  candidates: readonly Candidate[],
  { surroundings }: Plan,
  {
    stackName,
    projectName,
    engineVersion,
  }: { stackName: string; projectName: string; engineVersion: string },
): Deployment {
  const root = `urn:pulumi:${stackName}::${projectName}::pulumi:pulumi:Stack::${projectName}-${stackName}`;
  const entries = new Map<string, StateResource>([
    [root, { urn: root, type: 'pulumi:pulumi:Stack', custom: false }],
  ]);
  const add = (urn: string | undefined): StateResource | undefined => {
    const known = urn === undefined ? undefined : surroundings.get(urn);
    if (urn === undefined || known === undefined) return undefined;
    const present = entries.get(urn);
    if (present !== undefined) return present;
    const { type, custom, inputs } = known;
    const parent = add(known.parent)?.urn ?? root;
    const entry = {
      ...{ urn, type, custom, parent },
      ...(custom ? { id: randomUUID(), inputs, outputs: inputs } : {}),
    };
    entries.set(urn, entry);
    return entry;
  };
  for (const { resource, id } of candidates) {
    const { urn, type, inputs } = resource;
    const parent = add(resource.parent)?.urn ?? root;
    const provider = add(resource.provider);
    if (provider === undefined) throw new Error(`the preview names no provider of ${urn}`);
    entries.set(urn, {
      ...{ urn, type, custom: true, id, inputs, outputs: { ...inputs, id }, parent },
      provider: `${provider.urn}::${provider.id}`,
    });
  }
  return {
    version: 3,
    deployment: { manifest: manifestOf(engineVersion), resources: [...entries.values()] },
  } as unknown as Deployment;
}

/** What heads a state; engines refuse one whose magic is not that of its version. */
function manifestOf(version: string) {
  const magic = createHash('sha256').update(version).digest('hex');
  return { time: new Date().toISOString(), magic, version };
}
