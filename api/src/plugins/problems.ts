import type { FastifyError } from 'fastify';
import fp from 'fastify-plugin';

interface FieldFault {
  field: string;
  message: string;
}

function fieldFaults(error: FastifyError): FieldFault[] | undefined {
  return error.validation?.map((fault) => {
    const params = fault.params as { missingProperty?: string; additionalProperty?: string };
    const path = fault.instancePath.split('/').filter(Boolean);
    const extra = params.missingProperty ?? params.additionalProperty;
    return {
      field:
        [...path, ...(extra === undefined ? [] : [extra])].join('.') || (error.validationContext ?? 'body'),
      message: fault.message ?? 'is not valid',
    };
  });
}

/** Answers every error as RFC 9457 problem+json. The message of a 5xx stays in the log. */
export default fp(
  async (app) => {
    app.setErrorHandler((error: FastifyError, request, reply) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) request.log.error({ err: error }, 'request failed');
      const faults = fieldFaults(error);
      return reply
        .code(status)
        .type('application/problem+json')
        .send({
          type: `urn:trailguard:error:${faults ? 'VALIDATION' : status >= 500 ? 'INTERNAL' : error.code}`,
          title: status >= 500 ? 'Internal error' : faults ? 'The request is not valid' : error.message,
          status,
          instance: request.id,
          ...(faults ? { errors: faults } : {}),
        });
    });
    app.setNotFoundHandler((request, reply) =>
      reply
        .code(404)
        .type('application/problem+json')
        .send({
          type: 'urn:trailguard:error:NO_SUCH_ROUTE',
          title: `There is no ${request.method} ${request.url.split('?')[0]}; the routes are listed at /openapi.json`,
          status: 404,
          instance: request.id,
        }),
    );
  },
  { name: 'problems' },
);
