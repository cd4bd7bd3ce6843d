import { randomUUID } from 'node:crypto';
import type { Call, Caller } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import type { CallRecord, Delays, SandboxContext, Service } from '../aws/service.ts';
import type { Decision } from '../iam/request.ts';
import {
  readError,
  readRequest,
  readResponse,
  writeError,
  writeRequest,
  writeResponse,
} from '../protocol/codec.ts';
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

/** Service -> operations that the sandbox answers itself, and those that it only refuses by name. */
export type FakedOperations = Readonly<
  Record<string, { readonly answered: readonly string[]; readonly unsupported: readonly string[] }>
>;

type Values = Record<string, unknown>;
type Handler = Service['operations'][string];

/** Takes every call, decides it, and answers it or lets moto answer. */
export class Gateway implements SandboxContext {
  readonly #parts: GatewayParts;
  readonly #handlers = new Map<string, Handler>();
  readonly #unsupported = new Set<string>();
  readonly #mayBeEmpty = new Set<string>();
  readonly #admissions = new Map<string, NonNullable<Service['admit']>>();
  readonly #tasks = new Map<string, (args: never, sandbox: SandboxContext) => Promise<void>>();

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    for (const service of parts.services) {
      for (const [name, handler] of Object.entries(service.operations)) {
        this.#handlers.set(`${service.name}:${name}`, handler);
      }
      if (service.admit) this.#admissions.set(service.name, service.admit);
      for (const name of service.mayBeEmpty ?? []) this.#mayBeEmpty.add(`${service.name}:${name}`);
      for (const name of service.unsupported ?? []) this.#unsupported.add(`${service.name}:${name}`);
      for (const [name, task] of Object.entries(service.tasks ?? {})) this.#tasks.set(name, task);
    }
  }

  /** Operations by service that are not moto's. */
  get operations(): FakedOperations {
    return Object.fromEntries(
      this.#parts.services.map(({ name, operations, unsupported = [] }) => [
        name,
        {
          answered: Object.keys(operations).filter((operation) => !unsupported.includes(operation)),
          unsupported,
        },
      ]),
    );
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
    if (!this.#tasks.has(task)) throw new TypeError(`no service has a task '${task}'`);
    this.#parts.clock.schedule(at, task, args);
  }

  /** Runs a scheduled task; a failing one is told as a warning and does not come again. */
  async runTask(name: string, args: unknown): Promise<void> {
    try {
      await this.#tasks.get(name)?.(args as never, this);
    } catch (error) {
      process.emitWarning(`The sandbox's task '${name}' failed: ${(error as Error).stack ?? String(error)}`);
    } finally {
      this.#parts.store.save();
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
    const { authorizer, log, store, callers } = this.#parts;
    const write = !isRead(call.operation);
    // What services do by themselves is told by their own events.
    const recorded = decided && call.caller.kind !== 'service';
    try {
      // What does not exist needs no permission: some of it is so new that no table of actions has it.
      if (decided && !this.#unsupported.has(`${call.service}:${call.operation}`)) {
        const decision = await authorizer.decide(call);
        if (!decision.allowed) throw denied(model, protocol, decision);
        await this.#admissions.get(call.service)?.(call, this);
      }
      if (write) await authorizer.beforeWrite(call);
      const handler = this.#handlers.get(`${call.service}:${call.operation}`);
      const answer = handler
        ? ((await handler(call, this)) as Values | RawAnswer)
        : await this.#parts.moto.forward(call);
      if (!(answer instanceof RawAnswer)) {
        const mayBeEmpty = this.#mayBeEmpty.has(`${call.service}:${call.operation}`);
        requireConformance(answer, model, operation, mayBeEmpty);
      }
      const failure =
        answer instanceof RawAnswer && answer.response.status >= 400
          ? readError(protocol, answer.response)
          : undefined;
      if (
        failure &&
        /<!doctype html>|^Internal Server Error/i.test(
          answer instanceof RawAnswer ? answer.response.body.toString('utf8', 0, 200) : '',
        )
      ) {
        throw new AwsError(
          'NotImplemented',
          `The sandbox does not have ${call.service}:${call.operation}`,
          501,
        );
      }
      if (recorded)
        await this.#observe(
          log.add(
            call,
            this.clock.now(),
            failure,
            failure ? undefined : lazyOutput(answer, model, operation, protocol),
          ),
        );
      return answer;
    } catch (error) {
      if (recorded) {
        const known = error instanceof AwsError ? error : undefined;
        await this.#observe(log.add(call, this.clock.now(), known, undefined));
      }
      throw error;
    } finally {
      if (write) {
        authorizer.afterWrite(call);
        if (call.service === 'iam') callers.forget();
        store.save();
      }
    }
  }
}

/** What was answered, read only where it is a small document: bodies of objects are not kept. */
function lazyOutput(
  answer: Values | RawAnswer,
  model: ServiceModel,
  operation: Operation,
  protocol: Protocol,
): Values | undefined {
  if (!(answer instanceof RawAnswer)) return answer;
  if (isRead(operation.name)) return undefined;
  try {
    return readResponse(model, operation, protocol, answer.response);
  } catch {
    return undefined;
  }
}

/** Each service's own code for a refusal. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function denied(model: ServiceModel, protocol: Protocol, decision: Decision): AwsError {
  if (protocol === 'ec2')
    return new AwsError(
      'UnauthorizedOperation',
      `You are not authorized to perform this operation. ${decision.message}`,
      403,
    );
  const { serviceId } = model.metadata;
  if (serviceId === 'SNS') return new AwsError('AuthorizationError', decision.message, 403);
  // A JSON protocol that uses the path also uses HTTP's status: botocore's models of Account and GuardDuty say 403.
  if (protocol === 'json') return new AwsError('AccessDeniedException', decision.message, 400);
  const code = protocol === 'rest-json' ? 'AccessDeniedException' : 'AccessDenied';
  return new AwsError(code, decision.message, 403);
}

function internalError(error: unknown, what: string): AwsError {
  process.emitWarning(`The sandbox failed at ${what}: ${(error as Error).stack ?? String(error)}`);
  return new AwsError('InternalFailure', `The sandbox failed at ${what}: ${(error as Error).message}`, 500);
}
