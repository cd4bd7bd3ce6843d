import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema.d.ts';

/** A client whose paths, parameters, bodies and answers are those of the service's OpenAPI document. */
export type ServiceClient = Client<paths>;

export interface ServiceClientOptions {
  /** Address of the service, such as `https://trailguard.example.com`. */
  readonly url: string;
  /** An API key or a token of the identity provider; asked for at each request, so that it can be a new one. */
  readonly credential: string | (() => string | Promise<string>);
  /** What sends requests. Default: `fetch` of the platform. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * Connects to a service.
 *
 * Each call gives `data`, or the problem as `error`; it throws only when the service was not reached.
 *
 * ```ts
 * const service = createServiceClient({ url, credential });
 * const { data, error } = await service.GET('/v1/jobs', { params: { query: { limit: 10 } } });
 * ```
 */
export function createServiceClient({ url, credential, fetch }: ServiceClientOptions): ServiceClient {
  const client = createClient<paths>({ baseUrl: url, ...(fetch === undefined ? {} : { fetch }) });
  client.use({
    async onRequest({ request }) {
      const bearer = typeof credential === 'string' ? credential : await credential();
      request.headers.set('authorization', `Bearer ${bearer}`);
      return request;
    },
  });
  return client;
}
