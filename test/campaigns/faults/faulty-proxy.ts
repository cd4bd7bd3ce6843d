import { Agent, createServer, type IncomingMessage, request as send, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AwsFault, isRefusal, refusal } from './aws-faults.ts';

/** A call that goes through, by what distinguishes it. */
export interface PassingCall {
  /** Signing name, such as `iam`. */
  readonly service: string;
  /** What is asked, as far as the request says it beside its body: target, or method and path. */
  readonly what: string;
}

/** A fault that was injected. */
export interface Injected extends PassingCall {
  readonly fault: AwsFault;
}

/** Stands before an endpoint of AWS, and lets some calls go wrong. */
export interface FaultyProxy extends AsyncDisposable {
  readonly endpoint: string;
  /** Calls so far. */
  readonly calls: number;
  readonly injected: readonly Injected[];
  /** From now on nothing goes wrong. */
  calm(): void;
}

/** How long nobody answers, milliseconds: longer than a client waits that has a limit. */
const SilenceMilliseconds = 60_000;

/** Between the bytes of a slow answer, milliseconds, and how many bytes are sent one by one. */
const SlowMilliseconds = 20;
const SlowBytes = 50;

/** @param decide asked for every call, in the order in which they come: what goes wrong, or nothing. */
export async function startFaultyProxy(
  endpoint: string,
  decide: (call: PassingCall) => AwsFault | undefined,
): Promise<FaultyProxy> {
  const target = new URL(endpoint);
  const agent = new Agent({ keepAlive: true });
  const injected: Injected[] = [];
  const over = new AbortController();
  let calls = 0;
  let isCalm = false;

  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    // The signature covers the headers, so they go on as they came.
    const headers = incoming.headers as Record<string, string>;
    const call = callOf(incoming, headers);
    calls += 1;
    const fault = isCalm ? undefined : decide(call);
    if (fault !== undefined) injected.push({ ...call, fault });
    if (fault !== undefined && isRefusal(fault)) {
      const { status, headers: told, body } = refusal(fault, headers);
      outgoing.writeHead(status, {
        ...told,
        'content-length': Buffer.byteLength(body),
        date: new Date().toUTCString(),
      });
      return outgoing.end(body);
    }
    if (fault === 'unanswered') {
      await sleep(SilenceMilliseconds, undefined, { signal: over.signal }).catch(() => {});
      return outgoing.destroy();
    }
    const { method = 'GET', url: path = '/' } = incoming;
    const forwarded = send(
      { hostname: target.hostname, port: target.port, method, path, headers, agent },
      (response) => void answer(response, outgoing, fault).catch(() => outgoing.destroy()),
    );
    forwarded.on('error', (error) => outgoing.destroy(error));
    return forwarded.end(Buffer.concat(chunks));
  };

  const server = createServer(
    (incoming, outgoing) => void pass(incoming, outgoing).catch(() => outgoing.destroy()),
  );
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get calls() {
      return calls;
    },
    injected,
    calm() {
      isCalm = true;
      over.abort();
    },
    async [Symbol.asyncDispose]() {
      over.abort();
      agent.destroy();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Passes an answer on, or what is left of it. */
async function answer(
  response: IncomingMessage,
  outgoing: ServerResponse,
  fault: AwsFault | undefined,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (fault === 'lost') return void outgoing.destroy();
  outgoing.writeHead(response.statusCode ?? 502, response.headers);
  if (fault === 'half') {
    // The length that was promised does not come.
    outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
    if (body.length < 2) outgoing.destroy();
    return;
  }
  if (fault === 'slow')
    for (const byte of body.subarray(0, SlowBytes)) {
      outgoing.write(Buffer.from([byte]));
      await sleep(SlowMilliseconds);
    }
  outgoing.end(fault === 'slow' ? body.subarray(SlowBytes) : body);
}

function callOf({ method, url }: IncomingMessage, headers: Record<string, string>): PassingCall {
  const [, service = 'unsigned'] = /\/([a-z0-9-]+)\/aws4_request/.exec(headers.authorization ?? '') ?? [];
  return { service, what: headers['x-amz-target'] ?? `${method} ${url?.split('?')[0]}` };
}
