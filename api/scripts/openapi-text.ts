import type { FastifyInstance } from 'fastify';

/** The service's OpenAPI document as the repository keeps it. */
export async function openapiText(app: FastifyInstance): Promise<string> {
  const document = (await app.inject('/openapi.json')).json();
  return `${JSON.stringify(document, null, 2)}\n`;
}
