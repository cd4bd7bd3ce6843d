import { randomUUID } from 'node:crypto';
import type { Call, Caller } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import type { CallRecord, Delays, SandboxContext, Service } from '../aws/service.ts';
import type { Decision } from '../iam/request.ts';
import { readRequest, readResponse, writeError, writeRequest, writeResponse } from '../protocol/codec.ts';
import { requireConformance } from '../protocol/conformance.ts';
import type { HttpRequest, HttpResponse } from '../protocol/message.ts';
import { splitUrl } from '../protocol/message.ts';
import {
  type Operation,
  type Protocol,
  protocolOf,
  type ServiceModel,
  type ServiceModels,
} from '../protocol/model.ts';
import type { Clock } from '../state/clock.ts';
import type { Store } from '../state/store.ts';
import { type Callers, oldSignature, unknownKey, unsigned } from './callers.ts';
import { identify, protocolOfRequest, serviceOf } from './identify.ts';
import { type MotoCalls, RawAnswer } from './moto-calls.ts';
import { answersForAllRegions, globalServices, isRead } from './operations.ts';
import type { CallLog } from './call-log.ts';
import { failureOf, lazyOutput } from './outcome.ts';
import { denied, internalError } from './refusals.ts';
import { type FakedOperations, Registry } from './registry.ts';
import { isSignedTheOldWay, readSignature } from './signature.ts';
import { verifySignature } from './verify.ts';

/** Decides calls; what it may have cached is told to it when something was written. */
export interface Authorizer {
  decide(call: Call): Promise<Decision>;
  /** To be called before a write, while the state is still the old one. */
  beforeWrite(call: Call): Promise<void>;
  afterWrite(call: Call): void;
}

/** What a gateway is made of. */
export interface GatewayParts {
  readonly models: ServiceModels;
  readonly moto: MotoCalls;
  readonly store: Store;
  readonly clock: Clock;
  readonly callers: Callers;
  readonly log: CallLog;
  readonly services: readonly Service[];
  readonly authorizer: Authorizer;
  readonly organization: SandboxContext['organization'];
  readonly delays: Delays;
  readonly regions: (accountId: string) => readonly string[];
}

type Values = Record<string, unknown>;

/** Takes every call, decides it, and answers it or lets moto answer. */
export class Gateway implements SandboxContext {
  readonly #parts: GatewayParts;
  readonly #registry: Registry;

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    this.#registry = new Registry(parts.services);
  }

  /** Operations by service that are not moto's. */
  get operations(): FakedOperations {
    return this.#registry.operations;
  }

  get clock(): { now(): Date } {
    return this.#parts.clock;
  }

  get delays(): Delays {
    return this.#parts.delays;
  }

  get organization(): SandboxContext['organization'] {
    return this.#parts.organization;
  }

  get record(): readonly CallRecord[] {
    return this.#parts.log.records;
  }

  regions(accountId: string): readonly string[] {
    return this.#parts.regions(accountId);
  }

  state<T extends object>(service: string, initial: () => T): T {
    return this.#parts.store.state(service, initial);
  }

  schedule(at: Date, task: string, args: unknown): void {
    if (!this.#registry.task(task)) throw new TypeError(`no service has a task '${task}'`);
    this.#parts.clock.schedule(at, task, args);
  }

  /**
   * Runs a scheduled task; a failing one is told as a warning and does not come again. State that cannot be written, as on a
   * full disk, is told likewise and written with the next change: nobody waits for a task who could be refused.
   */
  async runTask(name: string, args: unknown): Promise<void> {
    try {
      await this.#registry.task(name)?.(args as never, this);
    } catch (error) {
      process.emitWarning(`The sandbox's task '${name}' failed: ${(error as Error).stack ?? String(error)}`);
    }
    try {
      this.#parts.store.save();
    } catch (error) {
      process.emitWarning(`The sandbox's state cannot be written now: ${(error as Error).message}`);
    }
  }

  /** Answers a request from outside. */
  async handle(original: HttpRequest): Promise<HttpResponse> {
    const requestId = randomUUID();
    const { path } = splitUrl(original.url);
    const signature = readSignature(original);
    const service = serviceOf(signature?.service ?? 's3', path);
    const model = this.#parts.models.find(service);
    if (!model) {
      const error = new AwsError('UnknownOperationException', `The sandbox has no service '${service}'`, 404);
      return writeError(this.#parts.models.get('s3'), undefined, 'json', error, requestId);
    }
    let protocol: Protocol | undefined;
    let operation: Operation | undefined;
    try {
      protocol = protocolOfRequest(model, original);
      const found = identify(this.#parts.models, service, original);
      ({ operation } = found);
      if (!signature) throw isSignedTheOldWay(original) ? oldSignature() : unsigned(model, protocol);
      const { caller, secretAccessKey } = await this.#parts.callers.find(
        signature.accessKeyId,
        signature.sessionToken,
        model,
        protocol,
      );
      verifySignature(original, signature, secretAccessKey, protocol === 'json' || protocol === 'rest-json');
      const region = globalServices.has(service) ? 'us-east-1' : signature.region;
      // An account is unknown in a region that it has not enabled.
      const isServed =
        this.regions(caller.accountId).includes(region) || answersForAllRegions(service, operation.name);
      if (!isServed) throw unknownKey(model, protocol);
      const call: Call = {
        id: requestId,
        service,
        operation: operation.name,
        region,
        caller,
        input: readRequest(model, operation, protocol, found.request),
        request: found.request,
      };
      const answer = await this.#perform(call, model, operation, protocol, true);
      return answer instanceof RawAnswer
        ? answer.response
        : writeResponse(model, operation, protocol, answer, requestId);
    } catch (error) {
      const known =
        error instanceof AwsError ? error : internalError(error, `${service}:${operation?.name ?? path}`);
      return writeError(model, operation, protocol ?? protocolOf(model), known, requestId);
    }
  }

  async call(
    caller: Caller,
    region: string,
    service: string,
    operation: string,
    input: object,
  ): Promise<Values> {
    return this.#internal(this.#internalCall(caller, region, service, operation, input), true);
  }

  async authorize(
    caller: Caller,
    region: string,
    service: string,
    operation: string,
    input: object,
  ): Promise<Decision> {
    return this.#parts.authorizer.decide(this.#internalCall(caller, region, service, operation, input));
  }

  async inspect(
    accountId: string,
    region: string,
    service: string,
    operation: string,
    input: object,
  ): Promise<Values> {
    if (!isRead(operation)) throw new TypeError(`${service}:${operation} writes; 'inspect' only reads`);
    const owner: Caller = { accountId, arn: `arn:aws:iam::${accountId}:root`, kind: 'root' };
    return this.#internal(this.#internalCall(owner, region, service, operation, input), false);
  }

  #internalCall(caller: Caller, region: string, service: string, operation: string, input: object): Call {
    const model = this.#parts.models.get(service);
    const description = model.operations[operation];
    if (!description) throw new TypeError(`${service} has no operation ${operation}`);
    const request = writeRequest(model, description, protocolOf(model), input as Values);
    return {
      id: randomUUID(),
      service,
      operation,
      region: globalServices.has(service) ? 'us-east-1' : region,
      caller,
      input: input as Values,
      request: { ...request, headers: request.headers as Record<string, string> },
    };
  }

  async #internal(call: Call, decided: boolean): Promise<Values> {
    const model = this.#parts.models.get(call.service);
    const operation = model.operations[call.operation] as Operation;
    const protocol = protocolOf(model);
    const answer = await this.#perform(call, model, operation, protocol, decided);
    return answer instanceof RawAnswer ? readResponse(model, operation, protocol, answer.response) : answer;
  }

  /** Tells services of a recorded call; what fails there is no fault of the call. */
  async #observe(record: CallRecord): Promise<void> {
    for (const { name, observe } of this.#parts.services) {
      try {
        await observe?.(record, this);
      } catch (error) {
        process.emitWarning(
          `The sandbox's ${name} failed at a call: ${(error as Error).stack ?? String(error)}`,
        );
      }
    }
  }

  /** Decides, performs and records a call; `decided: false` does neither of the first and last. */
  async #perform(
    call: Call,
    model: ServiceModel,
    operation: Operation,
    protocol: Protocol,
    decided: boolean,
  ): Promise<Values | RawAnswer> {
    const { authorizer, store, callers } = this.#parts;
    const write = !isRead(call.operation);
    // What services do by themselves is told by their own events.
    const recorded = decided && call.caller.kind !== 'service';
    try {
      if (decided) await this.#decide(call, model, protocol);
      if (write) await authorizer.beforeWrite(call);
      const answer = await this.#answer(call, model, operation);
      const failure = failureOf(answer, call, protocol);
      if (recorded) {
        await this.#record(
          call,
          failure,
          failure ? undefined : lazyOutput(answer, model, operation, protocol),
        );
      }
      return answer;
    } catch (error) {
      if (recorded) await this.#record(call, error instanceof AwsError ? error : undefined, undefined);
      throw error;
    } finally {
      if (write) {
        authorizer.afterWrite(call);
        if (call.service === 'iam') callers.forget();
        store.save();
      }
    }
  }

  /** What does not exist needs no permission: some of it is so new that no table of actions has it. */
  async #decide(call: Call, model: ServiceModel, protocol: Protocol): Promise<void> {
    if (this.#registry.isUnsupported(call.service, call.operation)) return;
    const decision = await this.#parts.authorizer.decide(call);
    if (!decision.allowed) throw denied(model, protocol, decision);
    await this.#registry.admission(call.service)?.(call, this);
  }

  async #answer(call: Call, model: ServiceModel, operation: Operation): Promise<Values | RawAnswer> {
    const handler = this.#registry.handler(call.service, call.operation);
    if (!handler) return this.#parts.moto.forward(call);
    const answer = (await handler(call, this)) as Values | RawAnswer;
    if (!(answer instanceof RawAnswer)) {
      requireConformance(answer, model, operation, this.#registry.mayBeEmpty(call.service, call.operation));
    }
    return answer;
  }

  async #record(call: Call, error: AwsError | undefined, output: Values | undefined): Promise<void> {
    await this.#observe(this.#parts.log.add(call, this.clock.now(), error, output));
  }
}
