import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A resource in a stack's saved state, as far as tests look at it. */
export interface SavedResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly dependencies?: readonly string[];
  /** Why it came to be in part only, or what is not known of it. */
  readonly initErrors?: readonly string[];
  readonly [key: string]: unknown;
}

interface Checkpoint {
  checkpoint: {
    /** None while nothing was ever deployed. */
    latest?: {
      resources: SavedResource[];
      pending_operations?: { type: string; resource: SavedResource }[];
    };
  };
}

/** Files of all stacks that a service in sandbox mode keeps in its folder, by `project/stack`. */
export async function stackFiles(folder: string): Promise<Record<string, string>> {
  const root = join(folder, 'pulumi/.pulumi/stacks');
  const files: Record<string, string> = {};
  for (const project of (await readdir(root)).sort()) {
    for (const file of await readdir(join(root, project))) {
      if (file.endsWith('.json')) files[`${project}/${file.slice(0, -5)}`] = join(root, project, file);
    }
  }
  return files;
}

export async function readState(file: string): Promise<NonNullable<Checkpoint['checkpoint']['latest']>> {
  return (JSON.parse(await readFile(file, 'utf8')) as Checkpoint).checkpoint.latest ?? { resources: [] };
}

/** URNs of what a state does not know for sure. */
export function inDoubt({
  resources,
  pending_operations: pending = [],
}: Awaited<ReturnType<typeof readState>>): string[] {
  return [
    ...pending.map(({ resource }) => resource.urn),
    ...resources.filter(({ initErrors = [] }) => initErrors.length > 0).map(({ urn }) => urn),
  ];
}

/** Whether a resource stands for something in AWS; providers and components do not. */
export const isInAws = ({ custom, type }: SavedResource) => custom && !type.startsWith('pulumi:');

/**
 * Makes a state look as if the engine had been killed while it created resources: they are pending, with
 * their inputs and without what only AWS could have told.
 */
export async function interruptCreates(
  file: string,
  which: (resource: SavedResource) => boolean,
): Promise<void> {
  const saved = JSON.parse(await readFile(file, 'utf8')) as Checkpoint;
  const { latest } = saved.checkpoint;
  if (latest === undefined) throw new Error(`${file} has no resources to interrupt`);
  const interrupted = latest.resources.filter(which);
  const left = latest.resources.filter((resource) => !which(resource));
  const isLeft = new Set(left.map(({ urn }) => urn));
  // What depends on an unfinished create has not been begun; of components only the names matter here.
  latest.resources = left.map(({ dependencies = [], ...resource }) => ({
    ...resource,
    dependencies: dependencies.filter((urn) => isLeft.has(urn)),
  }));
  latest.pending_operations = interrupted.map(
    ({ id: _id, outputs: _outputs, created: _created, modified: _modified, ...resource }) => ({
      type: 'creating',
      resource: resource as SavedResource,
    }),
  );
  await writeFile(file, JSON.stringify(saved));
}

/** Makes a state forget resources, and that others depended on them. */
export async function forget(file: string, which: (resource: SavedResource) => boolean): Promise<void> {
  const saved = JSON.parse(await readFile(file, 'utf8')) as Checkpoint;
  const { latest } = saved.checkpoint;
  if (latest === undefined) throw new Error(`${file} has no resources to forget`);
  const left = latest.resources.filter((resource) => !which(resource));
  const isLeft = new Set(left.map(({ urn }) => urn));
  latest.resources = left.map(({ dependencies = [], propertyDependencies: _, ...resource }) => ({
    ...resource,
    dependencies: dependencies.filter((urn) => isLeft.has(urn)),
  }));
  await writeFile(file, JSON.stringify(saved));
}
