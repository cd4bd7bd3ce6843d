import { STS } from '@aws-sdk/client-sts';
import { type CheckRequest, type CheckResult, check } from './check.ts';
import { type ClientClass, Clients } from './clients.ts';
import {
  type Configuration,
  completeConfiguration,
  configuredRegion,
  decodeConfiguration,
  isFullyKnown,
  type TagPolicy,
  tagPolicy,
} from './configuration.ts';
import { credentialsOf } from './credentials.ts';
import { type Difference, difference, sameInput } from './diff.ts';
import type { AnyFunction, FunctionContext } from './function.ts';
import { type LoadedLate, loadOne } from './loaded-late.ts';
import { poll, PROPAGATION_MILLISECONDS, retry } from './retry.ts';
import { type AnyResource, isRegional, type ResourceContext } from './resource.ts';
import { effectiveInputs, outputsOf, previewOutputs, refreshedInputs } from './state.ts';
import { UNKNOWN, type Values } from './values.ts';

/** A resource exists but is not complete: it belongs in the state, with the reason. */
export class PartlyCreated extends Error {
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;

  constructor(id: string, inputs: Values, outputs: Values, cause: unknown) {
    super(messageOf(cause), { cause });
    this.name = 'PartlyCreated';
    this.id = id;
    this.inputs = inputs;
    this.outputs = outputs;
  }
}

/** What is known once the configuration is complete. */
interface Session {
  readonly configuration: Configuration;
  readonly clients: Clients;
  readonly accountId: string;
  readonly partition: string;
}

/** One configured provider: the operations of the plugin on plain values; nothing of gRPC. */
export class Provider {
  readonly #resources: LoadedLate<AnyResource>;
  readonly #functions: LoadedLate<AnyFunction>;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #abort = new AbortController();
  readonly #queues = new Map<string, Promise<unknown>>();
  #session: Session | undefined;
  #tags: TagPolicy = { defaults: {}, ignoredKeys: [], ignoredPrefixes: [] };
  #region: string = UNKNOWN;

  constructor(
    resources: LoadedLate<AnyResource>,
    functions: LoadedLate<AnyFunction>,
    environment: NodeJS.ProcessEnv,
  ) {
    this.#resources = resources;
    this.#functions = functions;
    this.#environment = environment;
  }

  /**
   * Takes the configuration. With something unknown in it (a preview) no call is made until the next configuration.
   *
   * @throws Error when an endpoint is missing or not on this machine, credentials do not work, or the account is not one of
   * `allowedAccountIds` or is one of `forbiddenAccountIds`.
   */
  async configure(args: Values): Promise<void> {
    const decoded = decodeConfiguration(args);
    this.#tags = tagPolicy(decoded);
    this.#region = configuredRegion(decoded, this.#environment) ?? UNKNOWN;
    this.#session = undefined;
    if (!isFullyKnown(decoded)) return;
    const configuration = completeConfiguration(decoded, this.#environment);
    const credentials = credentialsOf(configuration, this.#environment, this.#abort.signal);
    const clients = new Clients(
      { credentials, maxAttempts: configuration.maxAttempts },
      configuration.endpointOf,
    );
    const identity = await clients
      .get(STS, configuration.stsRegion)
      .getCallerIdentity({})
      .catch((error: unknown) => {
        throw new Error(
          `the credentials of the aws provider do not work at ${configuration.endpointOf('sts')}: ${messageOf(error)}`,
          { cause: error },
        );
      });
    const accountId = identity.Account ?? '';
    const { allowedAccountIds, forbiddenAccountIds } = configuration;
    if (allowedAccountIds.length > 0 && !allowedAccountIds.includes(accountId)) {
      throw new Error(
        `the credentials of the aws provider belong to account ${accountId}, which is not one of allowedAccountIds: ${allowedAccountIds.join(', ')}`,
      );
    }
    if (forbiddenAccountIds.includes(accountId)) {
      throw new Error(
        `the credentials of the aws provider belong to account ${accountId}, which is one of forbiddenAccountIds`,
      );
    }
    this.#session = { configuration, clients, accountId, partition: identity.Arn?.split(':')[1] ?? 'aws' };
  }

  async check(
    token: string,
    request: Omit<CheckRequest, 'definition' | 'region' | 'tags'>,
  ): Promise<CheckResult> {
    const definition = await this.#resource(token);
    return check({ ...request, definition, region: this.#region, tags: this.#tags });
  }

  async diff(
    token: string,
    oldInputs: Values | undefined,
    oldOutputs: Values,
    news: Values,
    ignoreChanges: readonly string[],
  ): Promise<Difference> {
    const definition = await this.#resource(token);
    const names = new Set([...Object.keys(definition.properties), 'tagsAll']);
    const olds =
      oldInputs ?? Object.fromEntries(Object.entries(oldOutputs).filter(([name]) => names.has(name)));
    return difference(definition, olds, news, ignoreChanges);
  }

  /** Outputs of a create or update that is only previewed; makes no call. */
  async preview(token: string, inputs: Values, oldOutputs?: Values): Promise<Values> {
    return previewOutputs(await this.#resource(token), inputs, oldOutputs);
  }

  /** @throws PartlyCreated when something exists but could not be completed or read. */
  async create(
    token: string,
    inputs: Values,
    timeoutSeconds: number,
  ): Promise<{ id: string; outputs: Values }> {
    const definition = await this.#resource(token);
    const context = this.#context(inputs, timeoutSeconds);
    const effective = effectiveInputs(definition, inputs);
    let id: string | undefined;
    try {
      id = await definition.create(effective, {
        ...context,
        created: (made) => {
          id = made;
        },
      });
      const made = id;
      // What was just made may not be seen by the next call.
      const found = await poll(() => definition.read(made, context, effective), {
        timeoutMilliseconds: context.timeoutMilliseconds(PROPAGATION_MILLISECONDS),
        signal: this.#abort.signal,
      });
      if (!found) throw new Error(`${token} ${id} was created but AWS does not show it`);
      return { id, outputs: outputsOf(definition, id, inputs, found, context.region, this.#tags) };
    } catch (error) {
      if (id === undefined) throw error;
      throw new PartlyCreated(id, inputs, { ...withoutMarks(inputs), id }, error);
    }
  }

  /** State of a resource by id; `undefined` when it is gone. Without old inputs it is an import. */
  async read(
    token: string,
    id: string,
    oldInputs: Values | undefined,
    oldOutputs: Values,
  ): Promise<{ id: string; inputs: Values; outputs: Values } | undefined> {
    const definition = await this.#resource(token);
    const target = oldInputs
      ? { id, known: oldInputs, region: oldInputs.region ?? oldOutputs.region }
      : imported(definition, id, oldOutputs.region);
    const context = this.#context(target.region === undefined ? {} : { region: target.region }, 0);
    const found = await definition.read(target.id, context, effectiveInputs(definition, target.known));
    if (!found) return undefined;
    const outputs = outputsOf(definition, target.id, target.known, found, context.region, this.#tags);
    return { id: target.id, inputs: refreshedInputs(definition, oldInputs, outputs), outputs };
  }

  async update(
    token: string,
    id: string,
    olds: Values,
    news: Values,
    timeoutSeconds: number,
  ): Promise<Values> {
    const definition = await this.#resource(token);
    const context = this.#context(news, timeoutSeconds);
    const [before, after] = [effectiveInputs(definition, olds), effectiveInputs(definition, news)];
    const properties = definition.properties;
    const changed = (...names: (string | number | symbol)[]) =>
      names.some(
        (name) => !sameInput(properties[name as string] ?? {}, before[name as string], after[name as string]),
      );
    await definition.update?.(id, after, { ...context, old: before, changed });
    const found = await definition.read(id, context, after);
    if (!found) throw new Error(`${token} ${id} was updated but AWS does not show it any more`);
    return outputsOf(definition, id, news, found, context.region, this.#tags);
  }

  async delete(token: string, id: string, olds: Values, timeoutSeconds: number): Promise<void> {
    const definition = await this.#resource(token);
    await definition.delete(id, {
      ...this.#context(olds, timeoutSeconds),
      old: effectiveInputs(definition, olds),
    });
  }

  /** Answers a data function; nothing while the configuration is unknown and the function needs AWS. */
  async invoke(token: string, args: Values): Promise<Values> {
    const definition = await loadOne(this.#functions, token);
    if (!definition) {
      throw new Error(
        `the aws provider of the sandbox has no function ${token}. It has: ${Object.keys(this.#functions).sort().join(', ')}`,
      );
    }
    if (definition.pure) return definition.invoke(args, {} as FunctionContext);
    if (!this.#session) return {};
    return definition.invoke(args, this.#context(args, 0));
  }

  /** Ends waits and retries; calls in flight finish. */
  cancel(): void {
    this.#abort.abort(new Error('the update was cancelled'));
  }

  async #resource(token: string): Promise<AnyResource> {
    const definition = await loadOne(this.#resources, token);
    if (!definition) {
      throw new Error(
        `the aws provider of the sandbox has no resource type ${token}. It has: ${Object.keys(this.#resources).sort().join(', ')}. ` +
          'Use the real aws provider for others.',
      );
    }
    return definition;
  }

  #context(inputs: Values, timeoutSeconds: number): ResourceContext {
    const session = this.#session;
    if (!session)
      throw new Error('the aws provider is not configured: part of its configuration is not known yet');
    const region = typeof inputs.region === 'string' ? inputs.region : session.configuration.region;
    const { signal } = this.#abort;
    const timeoutMilliseconds = (usual: number) => (timeoutSeconds > 0 ? timeoutSeconds * 1000 : usual);
    return {
      region,
      accountId: session.accountId,
      partition: session.partition,
      signal,
      timeoutMilliseconds,
      client: <C>(type: ClientClass<C>, other?: string) => session.clients.get(type, other ?? region),
      retry: (attempt, when, limit = PROPAGATION_MILLISECONDS) =>
        retry(attempt, { when, timeoutMilliseconds: timeoutMilliseconds(limit), signal }),
      exclusively: (key, task) => this.#exclusively(key, task),
    };
  }

  async #exclusively<T>(key: string, task: () => Promise<T>): Promise<T> {
    const run = (this.#queues.get(key) ?? Promise.resolve()).then(task);
    this.#queues.set(
      key,
      run.catch(() => undefined),
    );
    return run;
  }
}

/** What an import's id says: `id@region` for a regional type, and what the type itself takes apart. */
function imported(definition: AnyResource, importId: string, stateRegion: Values[string] | undefined) {
  const [, bare, region] =
    (isRegional(definition) && /^(.+)@([a-z]{2}(?:-[a-z]+)+-\d+)$/.exec(importId)) || [];
  const { id, known } = definition.importing?.(bare ?? importId) ?? { id: bare ?? importId, known: {} };
  return { id, known, region: region ?? stateRegion };
}

/** An error's text with AWS's code in front. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const parts = error instanceof AggregateError ? error.errors.map(messageOf).join('; ') : error.message;
  return error.name === 'Error' || error.name === 'PartlyCreated' ? parts : `${error.name}: ${parts}`;
}

const withoutMarks = (values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('__')));
