import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';

/** A plugin that a project brings along. */
export interface ProjectPlugin {
  name: string;
  /** Folder with its `PulumiPlugin.yaml`, absolute. */
  path: string;
  version?: string;
}

/** A `Pulumi.yaml`. */
export interface Project {
  /** The file itself, absolute. */
  file: string;
  /** The folder it stands in. */
  folder: string;
  name: string;
  runtime: string;
  /** `runtime.options`. */
  runtimeOptions: Record<string, unknown>;
  /** Program file or folder, relative to {@link folder}. */
  main?: string;
  description?: string;
  /** Provider plugins to run from a folder. */
  providers: ProjectPlugin[];
  /** Declared configuration, by key with or without namespace. */
  config: Record<string, unknown>;
  /** Folder of `Pulumi.<stack>.yaml` files, absolute; {@link folder} by default. */
  stackConfigFolder: string;
}

/**
 * Reads the project file of a folder or of the nearest folder above it.
 * @returns undefined when there is none
 * @throws Error naming the file and what is wrong with it
 */
export function findProject(folder: string): Project | undefined {
  for (let current = resolve(folder); ; current = dirname(current)) {
    for (const name of ['Pulumi.yaml', 'Pulumi.yml', 'Pulumi.json']) {
      const file = join(current, name);
      if (existsSync(file)) return readProject(file);
    }
    if (dirname(current) === current) return undefined;
  }
}

function readProject(file: string): Project {
  let content: Record<string, unknown>;
  try {
    content = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch (cause) {
    throw new Error(`could not read the project file ${file}: ${(cause as Error).message}`, { cause });
  }
  const { name, runtime } = (content ?? {}) as { name?: unknown; runtime?: unknown };
  if (typeof name !== 'string' || name === '')
    throw new Error(`project ${file} is missing a 'name' attribute`);
  const runtimeName =
    typeof runtime === 'string' ? runtime : (runtime as { name?: unknown } | undefined)?.name;
  if (typeof runtimeName !== 'string') throw new Error(`project ${file} is missing a 'runtime' attribute`);
  const folder = dirname(file);
  const plugins = content['plugins'] as { providers?: ProjectPlugin[] } | undefined;
  return {
    file,
    folder,
    name,
    runtime: runtimeName,
    runtimeOptions: (runtime as { options?: Record<string, unknown> }).options ?? {},
    ...(typeof content['main'] === 'string' && { main: content['main'] }),
    ...(typeof content['description'] === 'string' && { description: content['description'] }),
    providers: (plugins?.providers ?? []).map((plugin) => ({
      ...plugin,
      path: resolve(folder, plugin.path),
    })),
    config: (content['config'] as Record<string, unknown> | undefined) ?? {},
    stackConfigFolder: resolve(folder, (content['stackConfigDir'] as string | undefined) ?? '.'),
  };
}
