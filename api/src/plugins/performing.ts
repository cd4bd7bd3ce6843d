import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { PoolClient } from 'pg';
import { codeOf } from '../answer-problem.ts';
import { IdempotencyKeyInUse, IdempotencyKeyReused } from '../errors.ts';
import { IdempotencyKeyHeader } from '../schemas/idempotency-key.ts';
import { appendAct } from '../store/acts.ts';
import { transaction } from '../store/database.ts';
import { findAnswer, holdKey, type KeptAnswer, keepAnswer, type OwnKey } from '../store/idempotency.ts';

/** What came of a request. */
export interface Performed<T> {
  readonly body: T;
  /** Headers of the answer, such as `location`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Ids of what it was done to, by kind, for the record; those in the path are there already. */
  readonly on?: Readonly<Record<string, string>>;
  /** What a repeated request is answered, where it is not the same: a secret is shown once. */
  readonly repeated?: T;
}

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Does what a request asks for, in one transaction with its record and with the answer under its Idempotency-Key: after
     * a crash at any moment all of it is there, or nothing. A request that repeats another is answered as that was.
     *
     * @param status of the answer.
     * @returns the body of the answer; status and headers are set.
     */
    perform<T>(
      request: FastifyRequest,
      reply: FastifyReply,
      status: 200 | 201 | 202,
      work: (tx: PoolClient) => Promise<Performed<T>>,
    ): Promise<T>;
  }
  interface FastifyRequest {
    /** Whether the record has the request already. */
    isRecorded: boolean;
  }
}

/** Records what callers do and are refused, and answers repeated requests as the first time. */
export default fp(
  async (app) => {
    app.decorateRequest('isRecorded', false);

    app.decorate('perform', async (request, reply, status, work) => {
      const own = ownKeyOf(request);
      const fingerprint = fingerprintOf(request);
      const kept = await transaction(app.db, async (tx): Promise<KeptAnswer & { answered?: unknown }> => {
        if (own !== undefined) {
          if (!(await holdKey(tx, own))) throw new IdempotencyKeyInUse();
          const before = await answerBefore(own, fingerprint, tx);
          if (before !== undefined) return before;
        }
        const { body, headers = {}, on = {}, repeated = body } = await work(tx);
        const answer = { fingerprint, status, headers, body: repeated };
        if (own !== undefined) await keepAnswer(tx, own, answer);
        // Last: who appends keeps all others from appending until the transaction ends.
        await appendAct(tx, { ...actOf(request), on: { ...pathOf(request), ...on }, outcome: 'done' });
        return { ...answer, answered: body };
      });
      request.isRecorded = true;
      if ('answered' in kept) {
        reply.code(kept.status).headers(kept.headers);
        return kept.answered as never;
      }
      return repeat(reply, kept) as never;
    });

    // Before the route looks at anything: what was done is answered, whatever has become of it since.
    app.addHook('preHandler', async (request, reply) => {
      const own = ownKeyOf(request);
      if (own === undefined) return;
      const before = await answerBefore(own, fingerprintOf(request), app.db);
      if (before === undefined) return;
      request.isRecorded = true;
      return reply.send(repeat(reply, before));
    });

    app.addHook('onRoute', (route) => {
      if (!takesKey(String(route.method)) || route.schema === undefined || route.schema.hide === true) return;
      const headers = route.schema.headers as { properties?: object } | undefined;
      route.schema.headers = {
        ...(headers ?? { type: 'object' }),
        properties: { ...headers?.properties, [IdempotencyKeyHeader.name]: IdempotencyKeyHeader.schema },
      };
    });

    // A route that was written without `perform` is found by its first test: what it did is in no record.
    app.addHook('preSerialization', (request, reply, payload, done) => {
      if (request.caller === null || request.isRecorded || isReading(request) || reply.statusCode >= 400)
        return done(null, payload);
      done(new Error(`${request.method} ${request.routeOptions.url} is done without app.perform`));
    });

    app.addHook('onError', async (request, _reply, error) => {
      if (request.caller === null || request.isRecorded) return;
      const outcome = codeOf(error);
      if (isReading(request) && outcome !== 'FORBIDDEN') return;
      request.isRecorded = true;
      try {
        await appendAct(app.db, { ...actOf(request), on: pathOf(request), outcome });
      } catch (err) {
        request.log.error({ err }, 'a refusal could not be recorded');
      }
    });
  },
  { name: 'performing', dependencies: ['authentication', 'problems', 'validation'] },
);

const isReading = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD';
const takesKey = (method: string) => method === 'POST';

/** The key of a request, without the quotes that the draft has around it. */
function ownKeyOf(request: FastifyRequest): OwnKey | undefined {
  const header = request.headers[IdempotencyKeyHeader.name];
  if (request.caller === null || !takesKey(request.method) || typeof header !== 'string') return undefined;
  return { subject: request.caller.subject, key: header.replace(/^"(.*)"$/, '$1') };
}

/** The answer that a request repeats. @throws IdempotencyKeyReused when its key is that of another request. */
async function answerBefore(
  own: OwnKey,
  fingerprint: string,
  db: Parameters<typeof findAnswer>[0],
): Promise<KeptAnswer | undefined> {
  const before = await findAnswer(db, own);
  if (before !== undefined && before.fingerprint !== fingerprint) throw new IdempotencyKeyReused();
  return before;
}

function repeat(reply: FastifyReply, { status, headers, body }: KeptAnswer): unknown {
  reply.code(status).headers(headers).header('idempotency-replayed', 'true');
  return body;
}

function fingerprintOf({ method, url, body }: FastifyRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([method, url, body ?? null]))
    .digest('hex');
}

function actOf(request: FastifyRequest) {
  const { kind, subject, name } = request.principal;
  const { operationId } = (request.routeOptions.schema ?? {}) as { operationId?: string };
  return {
    by: { kind, subject, name },
    act: operationId ?? `${request.method} ${request.routeOptions.url}`,
    request: request.id,
    body: isReading(request) ? null : fingerprintOf(request),
  };
}

/** The thing that a path names, by the kind that stands before it: `/v1/jobs/:id` is a job. */
function pathOf({ params, routeOptions }: FastifyRequest): Record<string, string> {
  const { id } = (params ?? {}) as { id?: string };
  const [, collection] = /\/([a-z-]+)\/:id/.exec(routeOptions.url ?? '') ?? [];
  // Whatever else stands there may be a secret that was sent by mistake.
  const isId = /^[0-9a-f-]{12,36}$/i.test(id ?? '');
  return id === undefined || !isId || collection === undefined ? {} : { [collection.replace(/s$/, '')]: id };
}
