import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { ProviderPlugin } from './provider.ts';
import { endWithParent, startPlugin } from './process.ts';

/** A line a plugin wrote. */
export type PluginLine = (line: string, stream: 'stdout' | 'stderr') => void;

/** What plugins are started with. */
export interface PluginHostOptions {
  /** Folder of `Pulumi.yaml`. */
  root: string;
  /** Folder of each provider's plugin by package, as `plugins.providers` of `Pulumi.yaml` names them. */
  providers: Record<string, string>;
  /** Nothing is changed: plugins are told about values that are not known yet. */
  preview: boolean;
  /** Environment of the plugins. */
  env: Record<string, string | undefined>;
  onLine: PluginLine;
}

/** Starts provider plugins and ends them all at the end. */
export class PluginHost {
  readonly #options: PluginHostOptions;
  readonly #started = new Set<ProviderPlugin>();
  /** Address of the engine's own service, which plugins log to. */
  engineAddress = '';

  constructor(options: PluginHostOptions) {
    this.#options = options;
  }

  /** Starts a provider's plugin in a process of its own. Throws with how to name the plugin when it is not known. */
  async startProvider(packageName: string): Promise<ProviderPlugin> {
    const { root, providers, preview, env, onLine } = this.#options;
    const folder = providers[packageName];
    if (!folder) {
      throw new Error(
        `no plugin is known for the provider '${packageName}': name its folder in Pulumi.yaml under plugins.providers (name: ${packageName}, path: <folder>)`,
      );
    }
    const label = `provider plugin '${packageName}'`;
    const process = await startPlugin({
      label,
      ...(await entryOf(resolve(root, folder), label, this.engineAddress)),
      env,
      onLine,
    });
    const plugin = new ProviderPlugin(label, process, preview);
    this.#started.add(plugin);
    await plugin.handshake(this.engineAddress, root);
    return plugin;
  }

  /** Ends one plugin. */
  async stop(plugin: ProviderPlugin): Promise<void> {
    this.#started.delete(plugin);
    await plugin.cancel();
    await plugin.close();
  }

  /** Tells every plugin, in the order of their start, to give up what it is doing. */
  async cancel(): Promise<void> {
    for (const plugin of this.#started) await plugin.cancel();
  }

  /** Ends every plugin. */
  async close(): Promise<void> {
    await this.cancel();
    const plugins = [...this.#started];
    this.#started.clear();
    await Promise.all(plugins.map((plugin) => plugin.close()));
  }
}

/** Command of a plugin's folder: Node with its `main`, as `PulumiPlugin.yaml` and `package.json` say. */
async function entryOf(folder: string, label: string, engineAddress: string) {
  const manifest = await readFile(join(folder, 'PulumiPlugin.yaml'), 'utf8').catch((cause: Error) => {
    throw new Error(`${label} has no PulumiPlugin.yaml in ${folder}`, { cause });
  });
  const { runtime, main } = parse(manifest) as { runtime?: string | { name?: string }; main?: string };
  const name = typeof runtime === 'object' ? runtime?.name : runtime;
  if (name !== 'nodejs')
    throw new Error(`${label} has the runtime '${name}'; the embedded engine runs nodejs plugins alone`);
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  const entry = main ?? (JSON.parse(text) as { main?: string }).main ?? 'index.js';
  return {
    command: process.execPath,
    args: ['--import', endWithParent, join(folder, entry), engineAddress],
    cwd: folder,
  };
}
