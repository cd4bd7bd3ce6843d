import type { Decision } from '../iam/request.ts';
import type { Call, Caller } from './call.ts';

/** What a faked service may use of the sandbox. */
export interface SandboxContext {
  /** AWS's clock of this sandbox; a test can move it. */
  readonly clock: { now(): Date };
  /** Runs `task` once the clock has reached `at`; kept with the state, so `task` is named and has plain arguments. */
  schedule(at: Date, task: string, args: unknown): void;
  /** Plain JSON state of one service, kept between starts; change it in place. */
  state<T extends object>(service: string, initial: () => T): T;
  /** How long changes take to be seen, in milliseconds of the sandbox's clock. */
  readonly delays: Delays;
  readonly organization: {
    readonly id: string;
    readonly managementAccountId: string;
    /** Accounts that exist now, with their status and enabled regions. */
    accounts(): readonly { id: string; name: string; email: string; status: string; joinedAt: string }[];
    hasTrustedAccess(servicePrincipal: string): boolean;
    isDelegatedAdministrator(accountId: string, servicePrincipal: string): boolean;
  };
  /** Regions that are enabled for an account. */
  regions(accountId: string): readonly string[];
  /**
   * Makes a call inside the sandbox as `caller`, through the same policy decision as one from outside
   * (a service principal for a service's own writes). Throws `AwsError` when refused.
   */
  call(
    caller: Caller,
    region: string,
    service: string,
    operation: string,
    input: object,
  ): Promise<Record<string, unknown>>;
  /**
   * Decides as `call` would and makes nothing: how a service checks a policy before it accepts a
   * resource (CreateTrail asks whether CloudTrail may write to the bucket).
   */
  authorize(
    caller: Caller,
    region: string,
    service: string,
    operation: string,
    input: object,
  ): Promise<Decision>;
  /**
   * Reads as the owner of the resource would, past every policy and without a record: what AWS knows on
   * its inside, such as where a bucket is or whether a key is enabled. Reads only. Throws `AwsError`
   * (`NotFoundException`, `NoSuchBucket`) where there is nothing.
   */
  inspect(
    accountId: string,
    region: string,
    service: string,
    operation: string,
    input: object,
  ): Promise<Record<string, unknown>>;
  /** Calls made so far through the gateway, newest last: the events of CloudTrail. */
  readonly record: readonly CallRecord[];
}

/** Each dial: 0 turns the delay off. */
export interface Delays {
  readonly iam: number;
  readonly trustedAccess: number;
  readonly members: number;
  readonly accounts: number;
}

/** A finished call, as CloudTrail would know it. */
export interface CallRecord {
  readonly call: Call;
  readonly at: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly output?: Record<string, unknown>;
}

/** A service, or part of one, that the sandbox answers itself; every other operation goes to moto. */
export interface Service {
  readonly name: string;
  /** Operation -> answer, in the service model's names. Throws `AwsError`. Policies were decided before. */
  readonly operations: Readonly<
    Record<string, (call: Call, sandbox: SandboxContext) => Promise<object> | object>
  >;
  /** Those of the operations that are only there to be refused by name, as the sandbox has nothing of their kind. */
  readonly unsupported?: readonly string[];
  /** Operations that AWS answers with nothing where its own model requires something. */
  readonly mayBeEmpty?: readonly string[];
  /** Checks a call of this service once policies have let it in, whoever answers it. Throws `AwsError`. */
  readonly admit?: (call: Call, sandbox: SandboxContext) => Promise<void> | void;
  /** Told of every call of anybody, of any service, that was recorded, before it is answered. */
  readonly observe?: (record: CallRecord, sandbox: SandboxContext) => Promise<void>;
  /** Tasks that `schedule` names. */
  readonly tasks?: Readonly<Record<string, (args: never, sandbox: SandboxContext) => Promise<void>>>;
}
