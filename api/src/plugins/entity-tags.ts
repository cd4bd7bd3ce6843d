import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { entityTag, namesTag } from '../entity-tag.ts';
import { PreconditionFailed } from '../errors.ts';

declare module 'fastify' {
  interface FastifyReply {
    /**
     * Refuses a change of what is not as the client has read it.
     * @param current what reading it answers now.
     * @param status under which the schema of this route has the same thing.
     * @throws PreconditionFailed when If-Match names another version; without the header every version is meant.
     */
    requireMatch(kind: string, id: string, current: object, status: 200 | 202): void;
  }
}

/** Versions what is read: who has it already is answered 304, who changes it can say which version is meant. */
export default fp(
  async (app) => {
    app.addHook('onSend', (request, reply, payload, done) => {
      if (!isReading(request) || reply.statusCode !== 200 || typeof payload !== 'string')
        return done(null, payload);
      // Kept by the client itself alone, and asked for again each time: it is read by those who may.
      if (request.caller !== null)
        reply.headers({ 'cache-control': 'private, no-cache', vary: 'authorization' });
      const tag = entityTag(payload);
      reply.header('etag', tag);
      const known = request.headers['if-none-match'];
      if (known === undefined || !namesTag(known, tag, 'weak')) return done(null, payload);
      reply.code(304).removeHeader('content-length').removeHeader('content-type');
      done(null, null);
    });

    app.decorateReply('requireMatch', function (this: FastifyReply, kind, id, current, status) {
      const wanted = this.request.headers['if-match'];
      if (wanted === undefined) return;
      const text = String(this.serializeInput({ ...current }, String(status), 'application/json'));
      if (!namesTag(wanted, entityTag(text), 'strong')) throw new PreconditionFailed(kind, id);
    });

    app.addHook('onRoute', ({ method, schema }) => {
      const response = schema?.response as Record<string, { headers?: object }> | undefined;
      const answer = response?.[200];
      if (
        method !== 'GET' ||
        schema?.hide === true ||
        answer?.headers !== undefined ||
        response === undefined
      )
        return;
      if (!('content' in (answer ?? {})) || !('application/json' in (answer as { content: object }).content))
        return;
      response[200] = {
        ...answer,
        headers: { etag: { type: 'string', description: 'Version of the answer, for If-None-Match' } },
      };
      response[304] ??= { description: 'As it was at the version that If-None-Match names' } as object;
    });
  },
  { name: 'entity-tags', dependencies: ['authentication'] },
);

const isReading = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD';
