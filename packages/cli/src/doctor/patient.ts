import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { globalRegionOf } from '@trailguard/stacks/aws-facts';
import type { Organization } from '../organization.ts';

/** Who calls AWS. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
}

/** Names of roles. */
export type PatientRoles = Pick<Patient, 'role' | 'deployRole'>;

/** What checks look at: an organization, and AWS with the credentials in use. Clients are closed in the end. */
export class Patient implements Disposable {
  /** What the organization's file says; undefined without one. */
  readonly organization: Organization | undefined;
  /** Role of audits, in every account. */
  readonly role: string;
  /** Role that applies changes, in the management account. */
  readonly deployRole: string;
  readonly #clients = new Map<string, { destroy(): void }>();
  #caller: Promise<Caller> | undefined;

  constructor({ role, deployRole }: PatientRoles, organization?: Organization) {
    this.role = role;
    this.deployRole = deployRole;
    this.organization = organization;
  }

  /** Home Region of the organization; else that of the environment, and the first of AWS. */
  get region(): string {
    const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
    return this.organization?.audited.homeRegion ?? AWS_REGION ?? AWS_DEFAULT_REGION ?? 'us-east-1';
  }

  /** Where the partition's global services are, which is enabled in every account. */
  get globalRegion(): string {
    return globalRegionOf(this.region);
  }

  /** A client of a service with the credentials in use, made once. */
  client<C extends { destroy(): void }>(
    Client: new (config: { region: string; maxAttempts: number }) => C,
    region = this.region,
  ): C {
    const key = `${Client.name}/${region}`;
    const known = this.#clients.get(key) as C | undefined;
    if (known !== undefined) return known;
    const client = new Client({ region, maxAttempts: 3 });
    this.#clients.set(key, client);
    return client;
  }

  /** Who the credentials in use belong to; asked once. @throws when AWS does not take them. */
  caller(): Promise<Caller> {
    this.#caller ??= this.client(STSClient, this.globalRegion)
      .send(new GetCallerIdentityCommand({}))
      .then(({ Account = '', Arn = '' }) => ({ accountId: Account, arn: Arn }));
    return this.#caller;
  }

  /** The organization that a check which needs one was given. */
  get audited(): Organization['audited'] {
    if (this.organization === undefined) throw new Error('this check needs the organization’s file');
    return this.organization.audited;
  }

  [Symbol.dispose](): void {
    for (const client of this.#clients.values()) client.destroy();
  }
}
