import { accessAnalyzer } from './aws/access-analyzer.ts';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { accountService, enabledRegions } from './aws/account.ts';
import { athena } from './aws/athena/service.ts';
import { cloudwatchService } from './aws/cloudwatch/service.ts';
import { cloudtrail } from './aws/cloudtrail/service.ts';
import { noticeThreat, type Threat } from './aws/guardduty/findings/threat.ts';
import { guardduty } from './aws/guardduty/service.ts';
import { setWorkloads, type Workloads } from './aws/guardduty/workloads.ts';
import { busState } from './aws/events/bus-policy.ts';
import { Buses } from './aws/events/buses.ts';
import { eventsService } from './aws/events/service.ts';
import { setUpLandingZone } from './aws/control-tower/landing-zone.ts';
import { controlTower } from './aws/control-tower/service.ts';
import { ec2Service } from './aws/ec2.ts';
import { iamService } from './aws/iam.ts';
import { functionPolicy } from './aws/lambda/permissions.ts';
import { lambdaService } from './aws/lambda/service.ts';
import type { LambdaState } from './aws/lambda/state.ts';
import { kmsService } from './aws/kms/service.ts';
import { logsService } from './aws/logs/service.ts';
import { s3controlService, s3Service } from './aws/s3/service.ts';
import { createAccountAccessRole, createAdministrator } from './aws/organizations/bootstrap.ts';
import { organizationsService } from './aws/organizations/service.ts';
import {
  newAccountId,
  newOrganization,
  type OrganizationState,
  randomId,
} from './aws/organizations/state.ts';
import type { Delays, SandboxContext, Service } from './aws/service.ts';
import { configService } from './aws/config/service.ts';
import { securityHub } from './aws/security-hub/service.ts';
import { serviceQuotas } from './aws/service-quotas.ts';
import { snsService } from './aws/sns.ts';
import { stsService, stsState } from './aws/sts.ts';
import { CallLog } from './gateway/call-log.ts';
import { Callers } from './gateway/callers.ts';
import { answerControl } from './gateway/control.ts';
import { type FakedOperations, Gateway } from './gateway/gateway.ts';
import { MotoCalls } from './gateway/moto-calls.ts';
import { type GatewayServer, listen } from './gateway/server.ts';
import { Backend } from './moto/backend.ts';
import { pythonEnvironment } from './moto/environment.ts';
import { PolicySources } from './policy/applicable.ts';
import { PolicyAuthorizer } from './policy/authorizer.ts';
import { Facts } from './policy/facts.ts';
import { SandboxLookups } from './policy/lookups.ts';
import { Principals } from './policy/principals.ts';
import { ServiceModels } from './protocol/model.ts';
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

/** What is kept of the bootstrap. */
interface SandboxState {
  accounts: { management: string; logArchive: string; security: string };
  administrator: { accessKeyId: string; secretAccessKey: string };
}

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
    try {
      const sandbox = new RunningSandbox(options, backend, new ServiceModels(environment.models));
      await sandbox.#build();
      sandbox.#server = await listen(
        options.port ?? 0,
        async (request) =>
          (await answerControl(sandbox, sandbox.#log, request)) ?? sandbox.#gateway.handle(request),
        () => sandbox.#clock.now(),
      );
      return sandbox;
    } catch (error) {
      await backend.stop();
      throw error;
    }
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
    const services: Service[] = [
      organizationsService(moto),
      accessAnalyzer,
      athena,
      configService(moto),
      securityHub,
      stsService(principals),
      accountService(this.#regions),
      cloudtrail,
      cloudwatchService(moto),
      controlTower,
      ec2Service(this.#regions),
      eventsService(moto, new Buses(this.#backend)),
      guardduty,
      iamService(moto, principals),
      kmsService(moto, facts, {
        remove: (...key) => this.#backend.ask('delete_key', ...key),
        separate: (...key) => this.#backend.ask('separate_replica', ...key),
      }),
      lambdaService(() => this.endpoint),
      logsService(moto, this.#backend),
      s3Service({
        moto,
        facts,
        userId: (caller) => principals.userId(caller),
        setObjectLock: (bucket, { Mode, Days, Years } = {}) =>
          this.#backend.ask('set_object_lock', bucket, Mode ?? null, text(Days), text(Years)),
      }),
      s3controlService(moto),
      serviceQuotas,
      snsService(moto),
    ];
    this.#clock = clock;
    this.#gateway = new Gateway({
      models: this.#models,
      moto,
      store,
      clock,
      callers: new Callers(this.#backend, () => store.state('sts', stsState)),
      log: this.#log,
      services,
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
      organization: organizationView(organization, now),
      delays: this.#delays,
      regions,
    });
    if (fresh && this.#accountLimit !== undefined) organization.accountLimit = this.#accountLimit;
    if (fresh) await this.#bootstrap(moto, organization);
    clock.start();
  }

  async #bootstrap(moto: MotoCalls, organization: OrganizationState): Promise<void> {
    const now = this.#clock.now().toISOString();
    const unit = (name: string) => {
      const id = `ou-${organization.rootId.slice(2)}-${randomId(8)}`;
      organization.units.push({ id, name, parentId: organization.rootId });
      return id;
    };
    const security = unit('Security');
    unit('Workloads');
    const account = async (name: string) => {
      const id = newAccountId(organization.accounts);
      organization.accounts.push({
        id,
        name,
        email: `${name}@example.com`,
        status: 'ACTIVE',
        joinedMethod: 'CREATED',
        joinedAt: now,
        parentId: security,
      });
      await createAccountAccessRole(moto, id, organization.managementAccountId);
      return id;
    };
    this.#store.state<SandboxState>('sandbox', () => ({
      accounts: { management: organization.managementAccountId, logArchive: '', security: '' },
      administrator: { accessKeyId: '', secretAccessKey: '' },
    }));
    const state = this.#state;
    state.accounts.logArchive = await account('log-archive');
    state.accounts.security = await account('security');
    state.administrator = await createAdministrator(moto, organization.managementAccountId);
    if (this.#hasControlTower) {
      await setUpLandingZone({
        moto,
        sandbox: this.#gateway,
        organization,
        logArchive: state.accounts.logArchive,
        audit: state.accounts.security,
        homeRegion: this.#regions[0] ?? 'us-east-1',
      });
    }
    this.#store.save();
  }

  get #state(): SandboxState {
    return this.#store.state<SandboxState>('sandbox', () => {
      throw new Error('the sandbox has no state yet');
    });
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
    return this.#state.accounts;
  }

  get environment(): Readonly<Record<string, string>> {
    const { administrator } = this.#state;
    return {
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_REGION: this.#regions[0] ?? 'us-east-1',
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
    this.#stopped ??= this.#end();
    return this.#stopped;
  }

  async #end(): Promise<void> {
    await this.#server.close();
    await this.#clock.stop();
    this.#store.save();
    await this.#backend.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

const text = (value: number | undefined) => (value === undefined ? null : String(value));

/** What the other services may know of the organization. */
function organizationView(state: OrganizationState, now: () => Date): SandboxContext['organization'] {
  return {
    id: state.id,
    managementAccountId: state.managementAccountId,
    accounts: () => state.accounts,
    hasTrustedAccess: (servicePrincipal) => {
      const access = state.trustedAccess[servicePrincipal];
      return access !== undefined && Date.parse(access.effectiveAt) <= now().getTime();
    },
    isDelegatedAdministrator: (accountId, servicePrincipal) =>
      state.delegatedAdministrators.some(
        (entry) => entry.accountId === accountId && entry.servicePrincipal === servicePrincipal,
      ),
  };
}
