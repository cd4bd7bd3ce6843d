import { join } from 'node:path';
import autoload from '@fastify/autoload';
import { fastifySSE } from '@fastify/sse';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Config } from './config.ts';

declare module 'fastify' {
  interface FastifyInstance {
    config: Config;
  }
}

/** A request as the log shows it: without headers and query, since a key may stand there by mistake. */
function loggedRequest({ method, url, host, ip }: FastifyRequest) {
  return { method, url: url.split('?')[0] ?? '', host, remoteAddress: ip };
}

/** Builds the service: plugins first, then the routes, whose folders are their URLs. */
export async function build(config: Config): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: config.logLevel, serializers: { req: loggedRequest } },
    bodyLimit: 64 * 1024,
    // All faults of a request at once, and no field is dropped silently.
    ajv: { customOptions: { removeAdditional: false, allErrors: true, coerceTypes: 'array' } },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.decorate('config', config);
  await app.register(fastifySSE, { heartbeatInterval: 15_000 });
  await app.register(autoload, { dir: join(import.meta.dirname, 'plugins'), forceESM: true });
  await app.register(autoload, { dir: join(import.meta.dirname, 'routes'), forceESM: true });
  return app as unknown as FastifyInstance;
}
