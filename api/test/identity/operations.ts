import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Role } from '../../src/identity/roles.ts';
import { roleIn } from '../../src/schemas/security.ts';

/** An operation of the service's document. */
export interface Operation {
  readonly method: string;
  /** With parameters in braces. */
  readonly path: string;
  /** With ids of nothing in place of parameters. */
  readonly url: string;
  readonly operationId: string;
  /** `null` of one that is open. */
  readonly role: Role | null;
  readonly example: object | undefined;
  /** Names of what its query may hold. */
  readonly query: readonly string[];
}

interface Described {
  readonly operationId: string;
  readonly security?: Record<string, string[]>[];
  readonly parameters?: { name: string; in: string; required?: boolean; schema?: { pattern?: string } }[];
  readonly requestBody?: { content: Record<string, { example?: object }> };
}

/** Every operation that the document has. */
export async function operationsOf(app: FastifyInstance): Promise<Operation[]> {
  const { paths } = (await app.inject('/openapi.json')).json<{
    paths: Record<string, Record<string, Described>>;
  }>();
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, security, requestBody, parameters = [] }]) => ({
      method: method.toUpperCase(),
      path,
      url: urlOf(path),
      operationId,
      role: roleIn(security),
      example: requestBody?.content['application/json']?.example,
      query: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
    })),
  );
}

/** A path with ids that are none, of the form that the thing's ids have. */
export function urlOf(path: string): string {
  const id = path.includes('/api-keys/') ? randomUUID().slice(-12) : randomUUID();
  return path.replace(/\{\w+\}/g, id);
}
