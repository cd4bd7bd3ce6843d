import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a fake answers it. */
export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** JSON protocols name the operation in `x-amz-target`, others in the path. */
  readonly operation: string;
  /** Region that the request was signed for. */
  readonly region: string;
}
/** Status, body and headers; a body that is not text is sent as JSON. */
export interface FakeAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Something on loopback that answers as AWS might, where the sandbox never would. */
export interface FakeAws extends AsyncDisposable {
  readonly endpoint: string;
  /** Most connections that were open at once. */
  readonly mostConnections: number;
  /** Most requests that were under way at once. */
  readonly mostRequests: number;
  readonly requests: readonly FakeRequest[];
  /** Connections that are open now. */
  connections(): number;
}

/** Starts it. An answer may be a promise, also one that never comes. */
export async function startFakeAws(
  answer: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>,
): Promise<FakeAws> {
  const requests: FakeRequest[] = [];
  const most = { connections: 0, requests: 0 };
  let [open, underWay] = [0, 0];
  const server = createServer((incoming, outgoing) => {
    underWay += 1;
    most.requests = Math.max(most.requests, underWay);
    outgoing.on('close', () => {
      underWay -= 1;
    });
    const request = readRequest(incoming);
    requests.push(request);
    incoming.resume().on('end', async () => send(outgoing, await answer(request)));
  });
  server.on('connection', (socket) => {
    open += 1;
    most.connections = Math.max(most.connections, open);
    socket.on('close', () => {
      open -= 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get mostConnections() {
      return most.connections;
    },
    get mostRequests() {
      return most.requests;
    },
    requests,
    connections: () => open,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function readRequest({ method = '', url = '', headers }: IncomingMessage): FakeRequest {
  const target = headers['x-amz-target'];
  const operation = (typeof target === 'string' ? target.split('.').at(-1) : undefined) ?? url;
  const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';
  return { method, path: url, headers, operation, region };
}

function send(outgoing: ServerResponse, { status, body = {}, headers = {} }: FakeAnswer): void {
  const isText = typeof body === 'string';
  outgoing.writeHead(status, { 'content-type': isText ? 'application/xml' : 'application/json', ...headers });
  outgoing.end(isText ? body : JSON.stringify(body));
}

/** An error as the JSON protocols have it. */
export function fakeError(status: number, code: string, message = code): FakeAnswer {
  return { status, body: { __type: code, message }, headers: { 'x-amzn-errortype': code } };
}
