import type { Sandbox } from '../../src/index.ts';
import type { Values } from '../src/core/values.ts';
import { Plugin, type Resource } from './plugin.ts';

/** Who acts: each account has its own plugin, as each has its own provider in a program. */
export type Actor = 'management' | 'security' | 'logArchive';

/** A sandbox with a plugin an account, and what was made in it. */
export class World implements AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly #plugins: Record<Actor, Plugin>;
  #made: { actor: Actor; resource: Resource }[] = [];

  private constructor(sandbox: Sandbox, plugins: Record<Actor, Plugin>) {
    this.sandbox = sandbox;
    this.#plugins = plugins;
  }

  static async around(sandbox: Sandbox): Promise<World> {
    const start = async (account?: string) => {
      const plugin = await Plugin.start(sandbox.environment);
      const roleArn = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;
      await plugin.configure(
        account
          ? { assumeRoles: JSON.stringify([{ roleArn }]), allowedAccountIds: JSON.stringify([account]) }
          : {},
      );
      return plugin;
    };
    const { security, logArchive } = sandbox.accounts;
    const [forManagement, forSecurity, forLogArchive] = await Promise.all([
      start(),
      start(security),
      start(logArchive),
    ]);
    return new World(sandbox, {
      management: forManagement,
      security: forSecurity,
      logArchive: forLogArchive,
    });
  }

  plugin(actor: Actor = 'management'): Plugin {
    return this.#plugins[actor];
  }

  accountId(actor: Actor = 'management'): string {
    return this.sandbox.accounts[actor];
  }

  /** Makes something that an example needs; {@link clean} removes it. */
  async need(
    token: string,
    inputs: Values,
    options: { actor?: Actor; name?: string } = {},
  ): Promise<Resource> {
    const actor = options.actor ?? 'management';
    const resource = await this.plugin(actor).create(token, inputs, { name: options.name ?? 'needed' });
    this.#made.push({ actor, resource });
    return resource;
  }

  /** Removes what was needed, newest first. */
  async clean(): Promise<void> {
    const made = this.#made.reverse();
    this.#made = [];
    for (const { actor, resource } of made) await this.plugin(actor).delete(resource);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(Object.values(this.#plugins).map((plugin) => plugin[Symbol.asyncDispose]()));
    await this.sandbox.stop();
  }
}

/** How one resource type is used. */
export interface Example {
  readonly token: string;
  readonly actor?: Actor;
  /** Makes what it needs and gives its inputs, and inputs that change it in place (none for a type that only replaces). */
  readonly prepare: (world: World) => Promise<{ inputs: Values; changed?: Values }>;
  /** Id that an import takes, where it is not the id. */
  readonly importId?: (resource: Resource) => string;
  /** What AWS does not answer, so that an import shows it as a change. */
  readonly unread?: readonly string[];
  /** What goes on in AWS while it is being removed. */
  readonly removing?: (world: World) => Promise<void>;
  /** Why it is still there after a delete. */
  readonly stays?: string;
}
