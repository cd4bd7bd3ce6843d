import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import autoload from '@fastify/autoload';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { answerGarbage, answerProblem } from './answer-problem.ts';
import type { Config } from './config.ts';
import { awsOrganization, type Organization } from './organization.ts';
import { Account } from './schemas/account.ts';
import { Act } from './schemas/act.ts';
import { ApiKey } from './schemas/api-key.ts';
import { Approval } from './schemas/approval.ts';
import { Audit } from './schemas/audit.ts';
import { EvidenceBundle } from './schemas/evidence.ts';
import { Job } from './schemas/job.ts';
import { EvidenceRecord } from './schemas/review.ts';
import { Problem } from './schemas/problem.ts';
import { sharedSerializers } from './shared-serializers.ts';
import { spanOfLog } from './tracing/spans.ts';
import { serverOptions } from './transport-settings.ts';
import { Schedule } from './schemas/schedule.ts';
import { Stack } from './schemas/stack.ts';
import { Webhook, WebhookMessage } from './schemas/webhook.ts';

declare module 'fastify' {
  interface FastifyInstance {
    config: Config;
    /** What can be asked while a client waits. */
    organization: Organization;
  }
}

/** API keys and tokens, where they should not be. */
const Credentials = /tg_[0-9a-f]{12}_[\w-]+|eyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** A request as the log shows it: without headers and query, since a key may stand there by mistake. */
function loggedRequest({ method, url, host, ip }: FastifyRequest) {
  const [path = ''] = url.split('?');
  return { method, url: path.replace(Credentials, '…'), host, remoteAddress: ip };
}

/** Builds the service: plugins first, then the routes, whose folders are their URLs. */
export async function build(
  config: Config,
  organization: Organization = awsOrganization(config),
): Promise<FastifyInstance> {
  const app = Fastify({
    ...serverOptions(config.transport),
    logger: { level: config.logLevel, serializers: { req: loggedRequest }, mixin: spanOfLog },
    schemaController: { compilersFactory: { buildSerializer: sharedSerializers() } },
    bodyLimit: 64 * 1024,
    // Unique across the processes of a service: a problem names it, and the log is found by it.
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: answerProblem,
    clientErrorHandler: answerGarbage,
    // Migrations of a large database, or of one on a busy machine, take their time.
    pluginTimeout: 120_000,
    // For the whole of a request to arrive; the answer may take longer.
    requestTimeout: 30_000,
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.decorate('config', config);
  app.decorate('organization', organization);
  for (const schema of [
    Account,
    Act,
    ApiKey,
    Approval,
    Audit,
    EvidenceBundle,
    EvidenceRecord,
    Schedule,
    Stack,
    Job,
    Problem,
    Webhook,
    WebhookMessage,
  ])
    app.addSchema(schema);
  // A test beside what it tests is no plugin.
  const loading = { forceESM: true, ignoreFilter: (path: string) => path.endsWith('.test.ts') };
  await app.register(autoload, { dir: join(import.meta.dirname, 'plugins'), ...loading });
  await app.register(autoload, { dir: join(import.meta.dirname, 'routes'), ...loading });
  return app as unknown as FastifyInstance;
}
