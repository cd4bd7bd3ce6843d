import { join } from 'node:path';
import autoload from '@fastify/autoload';
import { fastifySSE } from '@fastify/sse';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Config } from './config.ts';

declare module 'fastify' {
  interface FastifyInstance {
    config: Config;
  }
}

/** Builds the service: plugins first, then the routes, whose folders are their URLs. */
export async function build(config: Config, logger?: FastifyBaseLogger): Promise<FastifyInstance> {
  const app = Fastify({
    ...(logger === undefined
      ? { logger: { level: config.logLevel, redact: ['req.headers.authorization'] } }
      : { loggerInstance: logger }),
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
