import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpRequest, HttpResponse } from '../protocol/message.ts';

/** Largest request the sandbox takes; S3's limit for one part is 5 GiB, the sandbox's objects stay in memory. */
const largestBody = 64 * 1024 * 1024;

/** An HTTP server on loopback. */
export interface GatewayServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1.
 *
 * @param port 0 takes a free one.
 * @param answer must not throw.
 * @param now the sandbox's clock, told in the `Date` header.
 */
export async function listen(
  port: number,
  answer: (request: HttpRequest) => Promise<HttpResponse>,
  now: () => Date,
): Promise<GatewayServer> {
  // No connection is closed because it rests: its client, on this machine, may be about to send, and would meet a reset.
  const server = createServer({ keepAliveTimeout: 0 }, (incoming, outgoing) => {
    void respond(incoming, outgoing, answer, now);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is in use; choose another or stop what listens there`)
          : error,
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: HttpRequest) => Promise<HttpResponse>,
  now: () => Date,
): Promise<void> {
  const body = await readBody(incoming);
  if (body === 'aborted') return;
  if (body === 'too large') {
    outgoing
      .writeHead(413, { connection: 'close' })
      .end(`The sandbox takes at most ${largestBody} bytes a request`);
    return;
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  const response = await answer({
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers,
    body,
  });
  const { 'transfer-encoding': _, connection: __, server: ___, ...kept } = response.headers;
  // The answer to HEAD tells the length of a body that it does not have.
  const length = incoming.method === 'HEAD' ? (kept['content-length'] ?? '0') : String(response.body.length);
  const date = now().toUTCString();
  outgoing.writeHead(response.status, { ...kept, 'content-length': length, date, server: 'sandbox' });
  outgoing.end(response.body);
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | 'aborted' | 'too large'> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > largestBody) return 'too large';
      chunks.push(chunk);
    }
  } catch {
    return 'aborted';
  }
  return Buffer.concat(chunks);
}
