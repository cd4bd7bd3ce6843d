import { randomUUID } from 'node:crypto';
import type { Call, Caller } from '../call.ts';
import { AwsError } from '../error.ts';
import type { CallRecord, SandboxContext, Service } from '../service.ts';
import { pythonEnvironment } from '../../moto/environment.ts';
import { requireConformance } from '../../protocol/conformance.ts';
import { ServiceModels } from '../../protocol/model.ts';

export const Management = '111111111111';
export const Security = '222222222222';
export const Member = '333333333333';
/** Every account is right below it. */
export const Root = 'r-root';
export const Regions = ['us-east-1', 'eu-west-1'];

let models: Promise<ServiceModels> | undefined;

/** An object as it was written, for tests that look into a bucket. */
export interface StoredObject {
  readonly body: Buffer;
  readonly metadata: Record<string, string>;
  readonly input: Record<string, unknown>;
}

/** What a rule of {@link MemorySandbox.refuse} sees of a call. */
export interface Asked {
  readonly caller: Caller;
  readonly service: string;
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

/**
 * A sandbox of three accounts in memory: services under test are called directly and what they write is
 * kept in maps. Policies are rules that a test sets; the real decision is tested through the gateway.
 */
export class MemorySandbox implements SandboxContext {
  readonly delays = { iam: 0, trustedAccess: 0, members: 60_000, accounts: 0 };
  readonly record: CallRecord[] = [];
  readonly objects = new Map<string, StoredObject>();
  readonly published: Record<string, unknown>[] = [];
  readonly logEvents = new Map<string, { timestamp: number; message: string }[]>();
  readonly buckets = new Map<string, string>([['trail-bucket', 'us-east-1']]);
  /** Buckets whose files are locked by default. */
  readonly lockedBuckets = new Set<string>();
  readonly keys = new Map<string, { state: string; spec: string }>();
  readonly topics = new Set<string>();
  readonly logGroups = new Set<string>();
  readonly roles = new Set<string>();
  readonly trustedAccess = new Set<string>();
  readonly delegated = new Set<string>();
  readonly members = [
    {
      id: Management,
      name: 'management',
      email: 'm@example.com',
      status: 'ACTIVE',
      joinedAt: '2025-01-01T00:00:00.000Z',
    },
    {
      id: Security,
      name: 'security',
      email: 's@example.com',
      status: 'ACTIVE',
      joinedAt: '2025-01-01T00:00:00.000Z',
    },
    {
      id: Member,
      name: 'member',
      email: 'a@example.com',
      status: 'ACTIVE',
      joinedAt: '2025-01-01T00:00:00.000Z',
    },
  ];
  /** Answers true to refuse a call. */
  refuse: (asked: Asked) => boolean = () => false;

  #now = Date.parse('2026-01-01T00:00:00.000Z');
  readonly #states = new Map<string, object>();
  #tasks: { at: number; task: string; args: unknown }[] = [];
  readonly #service: Service;

  constructor(service: Service) {
    this.#service = service;
  }

  readonly clock = { now: () => new Date(this.#now) };

  readonly organization = {
    id: 'o-exampleorg1',
    managementAccountId: Management,
    accounts: () => this.members,
    hasTrustedAccess: (principal: string) => this.trustedAccess.has(principal),
    isDelegatedAdministrator: (accountId: string, principal: string) =>
      this.delegated.has(`${accountId}/${principal}`),
  };

  regions(): readonly string[] {
    return Regions;
  }

  schedule(at: Date, task: string, args: unknown): void {
    this.#tasks.push({ at: at.getTime(), task, args });
  }

  state<T extends object>(service: string, initial: () => T): T {
    if (!this.#states.has(service)) this.#states.set(service, initial());
    return this.#states.get(service) as T;
  }

  /** Moves the clock on and runs what falls due, in order. */
  async advance(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    for (;;) {
      this.#tasks.sort((a, b) => a.at - b.at);
      const next = this.#tasks[0];
      if (!next || next.at > until) break;
      this.#tasks.shift();
      this.#now = Math.max(this.#now, next.at);
      await this.#service.tasks?.[next.task]?.(next.args as never, this);
    }
    this.#now = until;
  }

  async authorize(caller: Caller, _region: string, service: string, operation: string, input: object) {
    const allowed = !this.refuse({ caller, service, operation, input: input as Record<string, unknown> });
    return { allowed, explicit: false, by: 'resource' as const, message: '' };
  }

  async inspect(accountId: string, region: string, service: string, operation: string, raw: object) {
    const input = raw as Record<string, string>;
    switch (`${service}:${operation}`) {
      case 's3:GetBucketLocation': {
        const at = this.buckets.get(input.Bucket ?? '');
        if (at === undefined) throw new AwsError('NoSuchBucket', 'no such bucket', 404);
        return { LocationConstraint: at === 'us-east-1' ? '' : at };
      }
      case 's3:GetObjectLockConfiguration':
        if (!this.lockedBuckets.has(input.Bucket ?? ''))
          throw new AwsError('ObjectLockConfigurationNotFoundError', 'no lock', 404);
        return { ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } } } };
      case 'kms:DescribeKey': {
        const id = input.KeyId ?? '';
        const arn = id.startsWith('arn:') ? id : `arn:aws:kms:${region}:${accountId}:key/${id}`;
        const key = this.keys.get(arn);
        if (!key) throw new AwsError('NotFoundException', 'no such key');
        return { KeyMetadata: { Arn: arn, KeyState: key.state, KeySpec: key.spec } };
      }
      case 'sns:GetTopicAttributes':
        if (!this.topics.has(input.TopicArn ?? '')) throw new AwsError('NotFoundException', 'no topic', 404);
        return { Attributes: {} };
      case 'iam:GetRole': {
        const arn = `arn:aws:iam::${accountId}:role/${input.RoleName}`;
        if (!this.roles.has(arn)) throw new AwsError('NoSuchEntity', 'no role', 404);
        return { Role: { Arn: arn } };
      }
      case 'organizations:ListParents':
        return { Parents: [{ Id: Root, Type: 'ROOT' }] };
      case 'logs:DescribeLogGroups':
        return { logGroups: [...this.logGroups].map((logGroupName) => ({ logGroupName })) };
      default:
        throw new Error(`the memory sandbox does not know ${service}:${operation}`);
    }
  }

  async call(caller: Caller, _region: string, service: string, operation: string, raw: object) {
    const input = raw as Record<string, unknown>;
    if (this.refuse({ caller, service, operation, input })) {
      throw new AwsError(service === 's3' ? 'AccessDenied' : 'AccessDeniedException', 'refused', 403);
    }
    switch (`${service}:${operation}`) {
      case 's3:PutObject':
        this.objects.set(String(input.Key), {
          body: input.Body as Buffer,
          metadata: (input.Metadata ?? {}) as Record<string, string>,
          input,
        });
        return {};
      case 'sns:Publish':
        this.published.push(input);
        return {};
      case 'logs:CreateLogStream':
        this.logEvents.set(String(input.logStreamName), []);
        return {};
      case 'logs:PutLogEvents': {
        const stream = this.logEvents.get(String(input.logStreamName));
        if (!stream) throw new AwsError('ResourceNotFoundException', 'no stream');
        stream.push(...(input.logEvents as { timestamp: number; message: string }[]));
        return {};
      }
      case 'organizations:EnableAWSServiceAccess':
        this.trustedAccess.add(String(input.ServicePrincipal));
        return {};
      case 'organizations:RegisterDelegatedAdministrator':
        this.delegated.add(`${input.AccountId}/${input.ServicePrincipal}`);
        return {};
      case 'organizations:DeregisterDelegatedAdministrator':
        this.delegated.delete(`${input.AccountId}/${input.ServicePrincipal}`);
        return {};
      default:
        return {};
    }
  }

  /**
   * Calls an operation of the service under test as an account's administrator, records it and checks the
   * answer against botocore's model.
   */
  async send(
    operation: string,
    input: object = {},
    options: { accountId?: string; region?: string } = {},
  ): Promise<Record<string, unknown>> {
    const handler = this.#service.operations[operation];
    if (!handler) throw new Error(`${this.#service.name} does not answer ${operation}`);
    const call = this.aCall(this.#service.name, operation, input, options);
    const at = this.clock.now().toISOString();
    try {
      const output = (await handler(call, this)) as Record<string, unknown>;
      this.record.push({ call, at, output });
      await this.#requireConformance(operation, output);
      return output;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      this.record.push({ call, at, errorCode: error.code, errorMessage: error.message });
      throw error;
    }
  }

  async #requireConformance(operation: string, output: Record<string, unknown>): Promise<void> {
    models ??= pythonEnvironment().then((environment) => new ServiceModels(environment.models));
    const { name, mayBeEmpty = [] } = this.#service;
    const model = (await models).get(name);
    const description = model.operations[operation];
    if (!description) throw new Error(`botocore knows no ${name}:${operation}`);
    requireConformance(output, model, description, mayBeEmpty.includes(operation));
  }

  /** Records a call to some other service, as the gateway would. */
  happened(
    service: string,
    operation: string,
    input: object = {},
    options: { accountId?: string; region?: string; output?: Record<string, unknown> } = {},
  ): void {
    this.record.push({
      call: this.aCall(service, operation, input, options),
      at: this.clock.now().toISOString(),
      output: options.output ?? {},
    });
  }

  private aCall(
    service: string,
    operation: string,
    input: object,
    options: { accountId?: string; region?: string },
  ): Call {
    const accountId = options.accountId ?? Management;
    return {
      id: randomUUID(),
      service,
      operation,
      region: options.region ?? 'us-east-1',
      caller: {
        accountId,
        arn: `arn:aws:iam::${accountId}:user/admin`,
        kind: 'user',
        accessKeyId: 'AKIAEXAMPLE',
      },
      input: input as Record<string, unknown>,
      request: { method: 'POST', url: '/', headers: { 'user-agent': 'test' }, body: Buffer.alloc(0) },
    };
  }
}
