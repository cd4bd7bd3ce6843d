import type { ClientRequest } from 'node:http';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import type { Span } from '@opentelemetry/api';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { onStopTracing } from './spans.ts';

/** Defaults of variables that the operator leaves out: traces are all that is sent, and of this machine only what names the service. */
const defaults = {
  OTEL_SERVICE_NAME: 'trailguard',
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
  OTEL_NODE_RESOURCE_DETECTORS: 'service',
};

/** Starts to make spans of what this process does, and to send them. */
export function startTracing(): void {
  for (const [name, value] of Object.entries(defaults)) process.env[name] ??= value;
  const sdk = new NodeSDK({
    instrumentations: [
      new HttpInstrumentation({
        // Requests to the service have spans by their routes; paths as they were sent may hold a key.
        disableIncomingRequestInstrumentation: true,
        // Webhooks' addresses may hold secrets of their receivers.
        ignoreOutgoingRequestHook: ({ headers }) => !isOfAws(headers),
        requestHook: (span, request) => 'getHeader' in request && nameByOperation(span, request),
      }),
    ],
  });
  sdk.start();
  // What is loaded already is instrumented when it is asked for again, and for `import` as well.
  const require = createRequire(import.meta.url);
  require('node:http');
  require('node:https');
  syncBuiltinESMExports();
  onStopTracing(() => sdk.shutdown());
}

/** AWS's clients send this with each attempt. */
function isOfAws(headers: unknown): boolean {
  return headers instanceof Object && 'amz-sdk-request' in headers;
}

/** Names a span as AWS names the call: the operation where the protocol tells it in a header, else the service. */
function nameByOperation(span: Span, request: ClientRequest): void {
  const [, service] = /\bapi\/([\w-]+)#/.exec(String(request.getHeader('x-amz-user-agent'))) ?? [];
  const operation = String(request.getHeader('x-amz-target') ?? '')
    .split('.')
    .at(-1);
  if (service !== undefined) span.setAttribute('rpc.service', service);
  if (operation) span.setAttribute('rpc.method', operation);
  span.setAttribute('rpc.system', 'aws-api');
  span.updateName([service ?? 'aws', operation || request.method].join('.'));
}
