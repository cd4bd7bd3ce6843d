import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxEnvironment } from './sandbox-config.ts';
import { startTestService, type TestService } from './service.ts';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: { key: string; value: { stringValue?: string } }[];
  readonly status: { code?: number };
}

let service: TestService;
let child: ChildProcess | undefined;
let receiver: Server;
let aws: Server;
const spans: Span[] = [];
const log: string[] = [];
let url: string;

beforeAll(async () => {
  service = await startTestService();
  receiver = await listen((path, body) => {
    expect(path).toBe('/v1/traces');
    const { resourceSpans } = JSON.parse(body);
    for (const { scopeSpans } of resourceSpans) for (const scope of scopeSpans) spans.push(...scope.spans);
    return 200;
  });
  // An AWS that refuses everything: a job asks, and fails.
  aws = await listen(() => 403);
  const environment = sandboxEnvironment(dirname(service.app.config.workDir), {
    DATABASE_URL: service.app.config.databaseUrl,
    TRAILGUARD_WORK_DIR: service.app.config.workDir,
    TRAILGUARD_CONCURRENCY: '1',
    TRAILGUARD_PORT: '0',
    TRAILGUARD_LOG_LEVEL: 'info',
  });
  child = fork(fileURLToPath(new URL('../src/server.ts', import.meta.url)), [], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      AWS_ENDPOINT_URL: addressOf(aws),
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'of a test',
      OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(receiver),
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '100',
      ...environment,
    },
  });
  child.stdout?.setEncoding('utf8').on('data', (text: string) => log.push(...text.split('\n')));
  const [{ address }] = (await once(child, 'message')) as [{ address: string }];
  url = address;
});
afterAll(async () => {
  if (child?.exitCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  receiver?.close();
  aws?.close();
  await service?.[Symbol.asyncDispose]();
});

async function listen(answer: (path: string, body: string) => number): Promise<Server> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    response.writeHead(answer(request.url ?? '', body), { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const attribute = (span: Span, name: string) =>
  span.attributes.find(({ key }) => key === name)?.value.stringValue;

describe('one trace', () => {
  it('leads from a request over its job and the process of it to the calls of AWS', async () => {
    const headers = {
      authorization: `Bearer ${await service.key()}`,
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    };
    const asked = await fetch(`${url}/v1/organization/deployments`, { method: 'POST', headers });
    expect(asked.status).toBe(202);
    const { id } = ((await asked.json()) as { job: { id: string } }).job;
    await (await fetch(`${url}/v1/jobs/${id}/events`, { headers })).text();
    const named = (name: string) => spans.find((span) => span.name === name);
    await expect.poll(() => named('job deploy-organization'), { timeout: 20_000 }).toBeDefined();

    const asking = named('POST /v1/organization/deployments');
    const job = named('job deploy-organization');
    const running = named('process of deploy-organization');
    const call = spans.find(
      (span) => span.parentSpanId === running?.spanId && attribute(span, 'rpc.system') === 'aws-api',
    );
    expect(asking).toMatchObject({ parentSpanId: 'b7ad6b7169203331' });
    expect(job).toMatchObject({ parentSpanId: asking?.spanId, status: { code: 2 } });
    expect(running).toMatchObject({ parentSpanId: job?.spanId });
    expect(call).toMatchObject({ name: expect.stringMatching(/^\w+\./) });
    for (const span of [asking, job, running, call])
      expect(span?.traceId).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(job && attribute(job, 'trailguard.job.id')).toBe(id);
  });

  it('is named in the lines of the log', async () => {
    const lines = log.filter((line) => line.includes('0af7651916cd43dd8448eb211c80319c'));
    expect(lines.some((line) => JSON.parse(line).msg === 'request completed')).toBe(true);
  });

  it('has no span with a key or a path as it was sent', async () => {
    await fetch(`${url}/v1/tg_0123456789ab_secret?key=tg_0123456789ab_secret`);
    await expect.poll(() => spans.some(({ name }) => name === 'GET none'), { timeout: 10_000 }).toBe(true);
    expect(JSON.stringify(spans)).not.toContain('tg_0123456789ab');
  });
});
