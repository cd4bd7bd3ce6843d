import { isLoopback } from './endpoint.ts';

/** Temporary or lasting keys, as the SDK's clients take them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Settings that every client gets. */
export interface ClientConfiguration {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: () => Promise<Credentials>;
  readonly maxAttempts: number;
  /** S3: the bucket in the path, since `bucket.127.0.0.1` is no host. */
  readonly forcePathStyle: boolean;
  readonly endpointProvider?: () => { url: URL };
}

/** A client's class of AWS SDK v3. */
export type ClientClass<C> = new (configuration: ClientConfiguration) => C;

interface AnyClient {
  destroy(): void;
  readonly config: { readonly serviceId: string };
  readonly middlewareStack: {
    addRelativeTo(middleware: never, options: never): void;
    add(middleware: never, options: never): void;
  };
}

/** Makes and keeps the clients; nothing else in this provider constructs one. */
export class Clients {
  readonly #settings: Omit<
    ClientConfiguration,
    'region' | 'endpoint' | 'forcePathStyle' | 'endpointProvider'
  >;
  readonly #endpointOf: (service: string) => string;
  readonly #made = new Map<string, AnyClient>();

  /** @param endpointOf address of a service (its id in lower case without spaces), already checked to be on loopback. */
  constructor(
    settings: Omit<ClientConfiguration, 'region' | 'endpoint' | 'forcePathStyle' | 'endpointProvider'>,
    endpointOf: (service: string) => string,
  ) {
    this.#settings = settings;
    this.#endpointOf = endpointOf;
  }

  /** The client of a service in a region. */
  get<C>(type: ClientClass<C>, region: string): C {
    const key = `${type.name} ${region}`;
    const made = this.#made.get(key);
    if (made) return made as C;
    const endpoint = this.#endpointOf(serviceOf(type.name));
    const client = new type({
      ...this.#settings,
      endpoint,
      // S3 Control's rules put the account id before the host, and `123456789012.127.0.0.1` is none.
      ...(serviceOf(type.name) === 's3control'
        ? { endpointProvider: () => ({ url: new URL(endpoint) }) }
        : {}),
      region,
      forcePathStyle: true,
    });
    const any = client as AnyClient;
    // The last step before the network: whatever parameters, host prefixes or redirects did, the host is still loopback.
    any.middlewareStack.add(
      refuseForeignHosts as never,
      { step: 'finalizeRequest', priority: 'low', name: 'loopbackOnly' } as never,
    );
    this.#made.set(key, any);
    return client;
  }

  /** Closes the connections. */
  destroy(): void {
    for (const client of this.#made.values()) client.destroy();
    this.#made.clear();
  }
}

const serviceOf = (className: string) => className.replace(/Client$/, '').toLowerCase();

const refuseForeignHosts =
  (next: (args: { request: { hostname: string } }) => Promise<unknown>) =>
  (args: { request: { hostname: string } }) => {
    if (!isLoopback(args.request.hostname)) {
      throw new Error(
        `refused to send a request to ${args.request.hostname}: the aws provider of the sandbox only speaks to this machine`,
      );
    }
    return next(args);
  };
