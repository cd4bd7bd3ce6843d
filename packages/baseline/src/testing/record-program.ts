import * as pulumi from '@pulumi/pulumi';

/** A resource that a program declared: what an engine would be told. */
export interface DeclaredResource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** `Type name` of the parent; empty for the stack itself. */
  readonly parent: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: readonly string[];
  /** `Type name` of each resource that must exist before. */
  readonly dependsOn: readonly string[];
  /** Name of the explicit provider; empty for the default one. */
  readonly provider: string;
}

/** What a program declared and returned. */
export interface Recording {
  readonly resources: readonly DeclaredResource[];
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The inputs of the only resource of a type with this name. @throws when there is none or several. */
  inputsOf(type: string, name?: string): Readonly<Record<string, unknown>>;
  /** The only resource of a type with this name. @throws when there is none or several. */
  find(type: string, name?: string): DeclaredResource;
}

/** How a program is recorded. */
export interface RecordOptions {
  /** Function token -> answer. Without one a call fails, as it does when AWS has no such thing. */
  readonly calls?: Readonly<
    Record<string, (inputs: Record<string, unknown>, provider: string) => Record<string, unknown>>
  >;
  /** Whether it is a preview: outputs that only an update brings are then unknown. */
  readonly isPreview?: boolean;
  /** The ARN of a resource, off previews. Default: `arn-of-` and its name. */
  readonly arnOf?: (type: string, name: string) => string;
  /** Configuration, `namespace:key` -> value. */
  readonly config?: Readonly<Record<string, string>>;
}

/** Mocks give every resource an id and, off previews, an ARN. */
function mocks(options: RecordOptions): pulumi.runtime.Mocks {
  const { arnOf = (_type, name) => `arn-of-${name}` } = options;
  return {
    newResource: ({ type, name, inputs }) => {
      if (options.isPreview) return { id: undefined, state: inputs };
      return { id: `${name}-id`, state: { arn: arnOf(type, name), keyId: `key-of-${name}`, ...inputs } };
    },
    call: ({ token, inputs, provider }) => {
      const answer = options.calls?.[token];
      if (answer === undefined) throw notFound(token);
      return answer(inputs, providerName(provider ?? ''));
    },
  };
}

/** As an engine answers: the SDK takes the message of a failed call from `details`. */
function notFound(token: string): Error {
  const details = `${token} couldn't find resource, as the test gives no answer`;
  return Object.assign(new Error(details), { details });
}

/** `Bucket logs` of a URN whose type ends in `:Bucket` and whose name is `logs`. */
function shortName(urn: string): string {
  const [, , , name] = urn.split('::');
  const type = urn.split('::')[2]?.split(/[$:]/).pop();
  return name === undefined ? '' : `${type} ${name}`;
}

/** A reference to a provider is `URN::ID`. */
const providerName = (reference: string) => (reference === '' ? '' : (reference.split('::')[3] ?? ''));

/** Runs a program against Pulumi's mocks and tells all that it declared. Mocks run no transforms. */
export async function recordProgram(program: () => unknown, options: RecordOptions = {}): Promise<Recording> {
  pulumi.runtime.setAllConfig({ ...options.config });
  await pulumi.runtime.setMocks(mocks(options), 'project', 'stack', options.isPreview ?? false);
  const resources: DeclaredResource[] = [];
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined) throw new Error('Pulumi has no monitor after setMocks');
  const register = monitor.registerResource.bind(monitor) as (
    request: RegisterRequest,
    done: unknown,
  ) => unknown;
  Object.assign(monitor, {
    registerResource: (request: RegisterRequest, done: unknown) => {
      resources.push(declared(request));
      return register(request, done);
    },
  });

  let outputs: Record<string, unknown>;
  try {
    const returned = await program();
    outputs = await plain(typeof returned === 'object' && returned !== null ? { ...returned } : {});
  } finally {
    // Waits for what is still under way, also of a program that failed.
    await pulumi.runtime.disconnect();
  }
  const find = (type: string, name?: string) => {
    const found = resources.filter(
      (resource) => resource.type === type && (name ?? resource.name) === resource.name,
    );
    if (found.length !== 1) throw new Error(`${found.length} resources of ${type} ${name ?? ''}`);
    return found[0] as DeclaredResource;
  };
  return { resources, outputs, find, inputsOf: (type, name) => find(type, name).inputs };
}

/** The part of a RegisterResourceRequest that is recorded. */
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getObject(): Parameters<typeof pulumi.runtime.deserializeProperties>[0];
  getParent(): string;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getIgnorechangesList(): string[];
  getDependenciesList(): string[];
  getProvider(): string;
}

function declared(request: RegisterRequest): DeclaredResource {
  return {
    type: request.getType(),
    name: request.getName(),
    inputs: pulumi.runtime.deserializeProperties(request.getObject()),
    parent: shortName(request.getParent()),
    protect: request.getProtect(),
    retainOnDelete: request.getRetainondelete(),
    ignoreChanges: request.getIgnorechangesList(),
    dependsOn: [...new Set(request.getDependenciesList().map(shortName))].sort(),
    provider: providerName(request.getProvider()),
  };
}

/** Waits for each output; one that is not known on a preview is `undefined`. */
async function plain(values: Record<string, unknown>): Promise<Record<string, unknown>> {
  const entries = Object.entries(values).map(async ([key, value]) => {
    const output = pulumi.output(value) as unknown as { promise(): Promise<unknown> };
    return [key, await output.promise()] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
