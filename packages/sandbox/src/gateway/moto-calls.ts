import type { Call, Caller } from '../aws/call.ts';
import type { Backend } from '../moto/backend.ts';
import { readResponse, writeRequest } from '../protocol/codec.ts';
import type { HttpRequest, HttpResponse } from '../protocol/message.ts';
import { protocolOf, type ServiceModels } from '../protocol/model.ts';
import { isRead } from './operations.ts';

/** An answer that goes to the client as it is. */
export class RawAnswer {
  readonly response: HttpResponse;

  constructor(response: HttpResponse) {
    this.response = response;
  }
}

/** Calls to moto, past every policy: for faked services that build on it. */
export class MotoCalls {
  readonly #backend: Backend;
  readonly #models: ServiceModels;
  readonly #offset: () => number;

  /** @param offset milliseconds that moto's clock is to be ahead. */
  constructor(backend: Backend, models: ServiceModels, offset: () => number) {
    this.#backend = backend;
    this.#models = models;
    this.#offset = offset;
  }

  /** Sends a call's own request on, in the account of its caller or another one. */
  async forward(
    call: Call,
    changes: { headers?: Record<string, string>; accountId?: string } = {},
  ): Promise<RawAnswer> {
    const { request } = call;
    return new RawAnswer(
      await this.#send(
        { ...request, headers: { ...request.headers, ...changes.headers } },
        changes.accountId ?? homeAccount(call),
        call.operation,
        signingHeader(call.service, call.region, call.caller),
      ),
    );
  }

  /** Makes a call of its own. Throws the `AwsError` that moto answers. */
  async call(
    accountId: string,
    region: string,
    service: string,
    operation: string,
    input: object,
  ): Promise<Record<string, unknown>> {
    const model = this.#models.get(service);
    const description = model.operations[operation];
    if (!description) throw new TypeError(`${service} has no operation ${operation}`);
    const protocol = protocolOf(model);
    const request = writeRequest(model, description, protocol, input as Record<string, unknown>);
    const response = await this.#send(request, accountId, operation, signingHeader(service, region));
    return readResponse(model, description, protocol, response);
  }

  /** Gives a role another name, which no operation of IAM can. */
  async renameRole(accountId: string, name: string, newName: string): Promise<void> {
    await this.#backend.ask('rename_role', accountId, name, newName);
  }

  #send(
    request: HttpRequest,
    accountId: string,
    operation: string,
    authorization: string,
  ): Promise<HttpResponse> {
    const {
      connection: _,
      'transfer-encoding': __,
      'content-length': ___,
      expect: ____,
      ...headers
    } = request.headers;
    const host = 'host' in headers && headers.host ? headers.host : '127.0.0.1';
    return this.#backend.send({
      ...request,
      headers: {
        ...headers,
        host: host.replace(/^\d{12}\./, ''),
        authorization,
        'x-moto-account-id': accountId,
        'x-sandbox-clock-offset': String(this.#offset()),
        ...(isRead(operation) ? {} : { 'x-sandbox-write': '1' }),
      },
    });
  }
}

/** Members that may name a resource of another account, in services whose resources have policies. */
const resourceMembers: Readonly<Record<string, readonly string[]>> = {
  kms: ['KeyId', 'TargetKeyId', 'ResourceArn'],
  sns: ['TopicArn', 'TargetArn', 'ResourceArn', 'SubscriptionArn'],
  sqs: ['QueueUrl'],
  lambda: ['FunctionName'],
  events: ['EventBusName'],
  logs: ['logGroupIdentifier', 'resourceArn'],
};

/** The account whose part of moto has what a call is about: the one in its ARN, else the caller's. */
function homeAccount(call: Call): string {
  for (const member of resourceMembers[call.service] ?? []) {
    const value = call.input[member];
    if (typeof value !== 'string') continue;
    const owner = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(value)?.[1] ?? /\/(\d{12})\//.exec(value)?.[1];
    if (owner) return owner;
  }
  return call.caller.accountId;
}

/** What moto reads a service and region from; it verifies no signature. */
function signingHeader(service: string, region: string, caller?: Caller): string {
  const name = service === 's3control' ? 's3' : service;
  const key = caller?.accessKeyId ?? 'AKIAIOSFODNN7EXAMPLE';
  return `AWS4-HMAC-SHA256 Credential=${key}/20260101/${region}/${name}/aws4_request, SignedHeaders=host, Signature=0`;
}
