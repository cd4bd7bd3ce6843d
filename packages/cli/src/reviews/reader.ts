import { AccountClient, paginateListRegions } from '@aws-sdk/client-account';
import { AwsClock } from '@trailguard/audit';
import type { Organization } from '../organization.ts';
import { sessions } from '../sessions.ts';

/** Reads AWS for a review by the role for audits, and keeps what could not be read. Clients are closed in the end. */
export class ReviewReader implements Disposable {
  readonly organization: Organization['audited'];
  /** When the last review of the kind was; `null` when there was none. */
  readonly since: string | null;
  readonly unread: string[] = [];
  readonly #clock = new AwsClock();
  readonly #credentials: ReturnType<typeof sessions>;
  readonly #named: readonly string[] | undefined;
  readonly #clients: { destroy(): void }[] = [];

  constructor(organization: Organization, role: string, since: string | null) {
    this.organization = organization.audited;
    this.since = since;
    this.#named = organization.regions;
    this.#credentials = sessions(organization, role);
  }

  /** AWS's time; `null` before it answered. */
  get now(): Date | null {
    return this.#clock.latest === null ? null : new Date(this.#clock.latest);
  }

  /** A client in an account and a Region. */
  client<C extends { destroy(): void; middlewareStack: { use(plugin: never): void } }>(
    Client: new (config: {
      region: string;
      maxAttempts: number;
      credentials: () => ReturnType<ReturnType<typeof sessions>>;
    }) => C,
    accountId: string,
    region: string,
  ): C {
    const client = new Client({ region, maxAttempts: 3, credentials: () => this.#credentials(accountId) });
    client.middlewareStack.use(this.#clock.plugin as never);
    this.#clients.push(client);
    return client;
  }

  /** What AWS answers; `undefined` when it does not, which the report says. */
  async ask<T>(what: string, call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      const { name, message } = error as Error;
      this.unread.push(`${what}: ${name === 'Error' ? '' : `${name}: `}${message}`);
      return undefined;
    }
  }

  /** Regions that the organization's file names, else those that the security account has enabled. */
  async regions(): Promise<readonly string[]> {
    if (this.#named !== undefined) return this.#named;
    const { securityAccountId, homeRegion } = this.organization;
    const client = this.client(AccountClient, securityAccountId, homeRegion);
    const listed = await this.ask('the Regions of the security account', async () => {
      const names: string[] = [];
      const RegionOptStatusContains = ['ENABLED', 'ENABLED_BY_DEFAULT'] as const;
      for await (const { Regions = [] } of paginateListRegions(
        { client },
        { RegionOptStatusContains: [...RegionOptStatusContains] },
      ))
        names.push(...Regions.flatMap(({ RegionName }) => RegionName ?? []));
      return names.sort();
    });
    return listed ?? [homeRegion];
  }

  [Symbol.dispose](): void {
    for (const client of this.#clients) client.destroy();
  }
}
