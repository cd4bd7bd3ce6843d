import { context, type Span, SpanStatusCode } from '@opentelemetry/api';
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { requestSpan } from '../tracing/spans.ts';

/** What a load balancer and Prometheus ask again and again is of no interest. */
const untraced = ['/healthz', '/readyz', '/metrics'];

/** Makes a span of each request, named by its route: the path as it was sent may hold a key. */
export default fp(
  async (app) => {
    const spans = new WeakMap<FastifyRequest, Span>();
    app.addHook('onRequest', (request, _reply, done) => {
      const { method, headers, routeOptions } = request;
      if (untraced.includes(routeOptions.url ?? '')) return done();
      const route = routeOptions.url ?? 'none';
      const { span, within } = requestSpan(`${method} ${route}`, headers, {
        'http.request.method': method,
        'http.route': route,
        'trailguard.request.id': request.id,
      });
      spans.set(request, span);
      context.with(within, done);
    });
    app.addHook('onResponse', (request, { statusCode }, done) => {
      const span = spans.get(request);
      if (span === undefined) return done();
      span.setAttribute('http.response.status_code', statusCode);
      if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
      done();
    });
  },
  // Before all others: what their hooks do is of the request, too.
  { name: 'tracing' },
);
