import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { enabledRegions } from './aws/account.ts';
import { noticeThreat, type Threat } from './aws/guardduty/findings/threat.ts';
import { setWorkloads, type Workloads } from './aws/guardduty/workloads.ts';
import { busState } from './aws/events/bus-policy.ts';
import { functionPolicy } from './aws/lambda/permissions.ts';
import type { LambdaState } from './aws/lambda/state.ts';
import { newOrganization, type OrganizationState } from './aws/organizations/state.ts';
import { organizationFacts } from './aws/organizations/organization-facts.ts';
import type { Delays } from './aws/service.ts';
import { stsState } from './aws/sts.ts';
import { bootstrap, type Founded, founded } from './bootstrap.ts';
import { CallLog } from './gateway/call-log.ts';
import { Callers } from './gateway/callers.ts';
import { answerControl } from './gateway/control.ts';
import { Gateway } from './gateway/gateway.ts';
import { MotoCalls } from './gateway/moto-calls.ts';
import type { FakedOperations } from './gateway/registry.ts';
import { type GatewayServer, listen } from './gateway/server.ts';
import { Backend } from './moto/backend.ts';
import { pythonEnvironment } from './moto/environment.ts';
import { PolicySources } from './policy/applicable.ts';
import { PolicyAuthorizer } from './policy/authorizer.ts';
import { Facts } from './policy/facts.ts';
import { SandboxLookups } from './policy/lookups.ts';
import { Principals } from './policy/principals.ts';
import { ServiceModels } from './protocol/model.ts';
import { sandboxServices } from './services.ts';
import { Clock, type ClockState } from './state/clock.ts';
import { Store } from './state/store.ts';

/** Options of {@link startSandbox}. */
export interface SandboxOptions {
  /** Folder to keep the state in between starts; created if missing. Default: nothing is kept. */
  readonly stateDir?: string;
  /** Port on 127.0.0.1. Default: a free one. */
  readonly port?: number;
  /** See {@link Delays}; those left out have their defaults. */
  readonly delays?: Partial<Delays>;
  /** Regions enabled by default; the first is the home region. One opt-in region, ap-east-1, is off in every account. */
  readonly regions?: readonly string[];
  /** Most accounts that a new organization may have; one more fails with `ACCOUNT_LIMIT_EXCEEDED`. Default: 50. */
  readonly accountLimit?: number;
  /**
   * The new organization is one that Control Tower set up: its trail, buckets, topics, roles, units and service control policies
   * are there, and its API tells so. Default: false.
   */
  readonly controlTower?: boolean;
  /** Told what takes long, such as the first making of the Python environment. */
  readonly report?: (message: string) => void;
}

/** A running organization. */
export interface Sandbox extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`: the `AWS_ENDPOINT_URL` of every service. */
  readonly endpoint: string;
  readonly organizationId: string;
  readonly rootId: string;
  /** Accounts that exist from the start. */
  readonly accounts: { readonly management: string; readonly logArchive: string; readonly security: string };
  /** Environment of a client that acts as an administrator of the management account. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the sandbox answers or refuses itself, by service; every other operation is moto's. */
  readonly operations: FakedOperations;
  readonly clock: {
    now(): Date;
    /** Moves the clock and runs what falls due on the way. */
    advance(milliseconds: number): Promise<void>;
  };
  setDelays(delays: Partial<Delays>): void;
  /** Has GuardDuty notice something, a finding that is no sample; tells the finding's id. */
  noticeThreat(threat: Threat): string;
  /** Says which clusters and instances GuardDuty's runtime monitoring covers in an account and region. */
  setWorkloads(workloads: Workloads): void;
  /** Makes a new organization in the place of this one; ids, accounts and keys change. */
  reset(): Promise<void>;
  /** Writes the state and ends every process. */
  stop(): Promise<void>;
}

const defaultRegions = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1'];

/** Long enough that a client which does not wait fails, short enough that nobody waits long. */
export const defaultDelays: Delays = { iam: 300, trustedAccess: 300, members: 2000, accounts: 2000 };

/**
 * Starts an AWS organization on loopback: a management account, `log-archive` and `security`, the
 * organizational units `Security` and `Workloads`.
 *
 * @throws Error when Python is missing, the port is taken, or the state cannot be read.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await RunningSandbox.start(options);
  return sandbox;
}

class RunningSandbox implements Sandbox {
  readonly #backend: Backend;
  readonly #store: Store;
  readonly #log: CallLog;
  readonly #models: ServiceModels;
  readonly #regions: readonly string[];
  readonly #accountLimit: number | undefined;
  readonly #hasControlTower: boolean;
  readonly #delays: { -readonly [dial in keyof Delays]: Delays[dial] };
  #gateway!: Gateway;
  #clock!: Clock;
  #server!: GatewayServer;
  #parts!: AsyncDisposableStack;
  #stopped: Promise<void> | undefined;

  private constructor(options: SandboxOptions, backend: Backend, models: ServiceModels) {
    this.#backend = backend;
    this.#models = models;
    this.#store = new Store(options.stateDir);
    this.#log = new CallLog(options.stateDir);
    this.#regions = options.regions ?? defaultRegions;
    this.#accountLimit = options.accountLimit;
    this.#hasControlTower = options.controlTower ?? false;
    this.#delays = { ...defaultDelays, ...options.delays };
  }

  static async start(options: SandboxOptions): Promise<RunningSandbox> {
    const environment = await pythonEnvironment(undefined, options.report);
    if (options.stateDir) mkdirSync(options.stateDir, { recursive: true });
    const stateFile = options.stateDir ? join(options.stateDir, 'moto.pickle') : undefined;
    const backend = await Backend.start(environment, { stateFile });
    // Ended from the last to the first, each whatever comes of the others; all of them too where the start fails.
    await using starting = new AsyncDisposableStack();
    starting.defer(() => backend.stop());
    const sandbox = new RunningSandbox(options, backend, new ServiceModels(environment.models));
    await sandbox.#build();
    starting.defer(() => sandbox.#store.save());
    starting.defer(() => sandbox.#clock.stop());
    sandbox.#server = await listen(
      options.port ?? 0,
      async (request) =>
        (await answerControl(sandbox, sandbox.#log, request)) ?? sandbox.#gateway.handle(request),
      () => sandbox.#clock.now(),
    );
    starting.defer(() => sandbox.#server.close());
    sandbox.#parts = starting.move();
    return sandbox;
  }

  /** Puts the parts together over the store's state, making an organization if there is none. */
  async #build(): Promise<void> {
    const store = this.#store;
    const fresh = store.isEmpty;
    const clockState = store.state<ClockState>('clock', () => ({ offset: 0, tasks: [] }));
    const clock = new Clock(clockState, (task) => this.#gateway.runTask(task.task, task.args));
    const now = () => clock.now();
    const organization = store.state('organizations', () => newOrganization('management@example.com', now()));
    const moto = new MotoCalls(this.#backend, this.#models, () => clock.offset);
    const principals = new Principals(this.#backend, now, () => this.#delays.iam);
    const facts = new Facts(this.#backend);
    const regions = (accountId: string) =>
      enabledRegions(
        this.#regions,
        store.state('account', () => ({ optedIn: {} })),
        accountId,
      );
    this.#clock = clock;
    this.#gateway = new Gateway({
      models: this.#models,
      moto,
      store,
      clock,
      callers: new Callers(this.#backend, () => store.state('sts', stsState)),
      log: this.#log,
      services: sandboxServices({
        backend: this.#backend,
        moto,
        facts,
        principals,
        regions: this.#regions,
        endpoint: () => this.endpoint,
      }),
      authorizer: new PolicyAuthorizer({
        principals,
        facts,
        lookups: new SandboxLookups(facts, principals, organization, now),
        sources: new PolicySources(
          facts,
          principals,
          organization,
          (arn) => busState(store).policies[arn],
          (arn) =>
            functionPolicy(
              store.state<LambdaState>('lambda', () => ({})),
              arn,
            ),
        ),
      }),
      organization: organizationFacts(organization, now),
      delays: this.#delays,
      regions,
    });
    if (fresh && this.#accountLimit !== undefined) organization.accountLimit = this.#accountLimit;
    if (fresh) {
      await bootstrap({
        moto,
        sandbox: this.#gateway,
        organization,
        homeRegion: this.#homeRegion,
        controlTower: this.#hasControlTower,
      });
      store.save();
    }
    clock.start();
  }

  get #founded(): Founded {
    return founded(this.#store);
  }

  get #homeRegion(): string {
    return this.#regions[0] ?? 'us-east-1';
  }

  get #organization(): OrganizationState {
    return this.#store.state<OrganizationState>('organizations', () => {
      throw new Error('the sandbox has no organization yet');
    });
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.#server.port}`;
  }

  get organizationId(): string {
    return this.#organization.id;
  }

  get rootId(): string {
    return this.#organization.rootId;
  }

  get accounts(): Sandbox['accounts'] {
    return this.#founded.accounts;
  }

  get environment(): Readonly<Record<string, string>> {
    const { administrator } = this.#founded;
    return {
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_REGION: this.#homeRegion,
      AWS_ACCESS_KEY_ID: administrator.accessKeyId,
      AWS_SECRET_ACCESS_KEY: administrator.secretAccessKey,
    };
  }

  get operations(): FakedOperations {
    return this.#gateway.operations;
  }

  get clock(): Sandbox['clock'] {
    return { now: () => this.#clock.now(), advance: (milliseconds) => this.#advance(milliseconds) };
  }

  async #advance(milliseconds: number): Promise<void> {
    await this.#clock.advance(milliseconds);
    this.#store.save();
  }

  setDelays(delays: Partial<Delays>): void {
    for (const [dial, value] of Object.entries(delays)) {
      if (!(dial in this.#delays) || !Number.isFinite(value) || value < 0) {
        throw new RangeError(
          `'${dial}': ${value} is no delay; give ${Object.keys(this.#delays).join(', ')} in milliseconds`,
        );
      }
      this.#delays[dial as keyof Delays] = value;
    }
  }

  noticeThreat(threat: Threat): string {
    const id = noticeThreat(this.#gateway, threat);
    this.#store.save();
    return id;
  }

  setWorkloads(workloads: Workloads): void {
    setWorkloads(this.#gateway, workloads);
    this.#store.save();
  }

  async reset(): Promise<void> {
    await this.#clock.stop();
    await this.#backend.reset();
    this.#store.clear();
    this.#log.clear();
    await this.#build();
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#parts.disposeAsync();
    return this.#stopped;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}
