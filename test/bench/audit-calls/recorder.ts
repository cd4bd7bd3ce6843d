import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SentRequest } from '../gateway-calls/signed-request.ts';

/** A call and the status that it was answered with: a policy that is not there is an answer too. */
export interface RecordedCall extends SentRequest {
  readonly status: number;
}

/** Stands in front of an endpoint, passes every call on and keeps it as it was sent. */
export interface Recorder extends AsyncDisposable {
  readonly endpoint: string;
  readonly calls: RecordedCall[];
}

export async function record(endpoint: string): Promise<Recorder> {
  const { hostname, port } = new URL(endpoint);
  const agent = new Agent({ keepAlive: true });
  const calls: RecordedCall[] = [];
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = 'GET', url: path = '/' } = incoming;
    // The signature covers the headers, so they go on as they came.
    const headers = incoming.headers as Record<string, string>;
    const body = Buffer.concat(chunks);
    const forwarded = send({ hostname, port, method, path, headers, agent }, (response) => {
      const status = response.statusCode ?? 502;
      calls.push({ method, path, headers, body, status });
      outgoing.writeHead(status, response.headers);
      response.pipe(outgoing);
    });
    forwarded.on('error', (error) => outgoing.destroy(error));
    forwarded.end(body);
  };
  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async [Symbol.asyncDispose]() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
