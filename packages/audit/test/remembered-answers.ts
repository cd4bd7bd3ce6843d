import { Agent, createServer, type IncomingMessage, request as send, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
}

/** Stands in front of an endpoint that nothing changes, and answers from memory what was asked before. */
export interface RememberedAnswers extends AsyncDisposable {
  readonly endpoint: string;
  /** Calls so far, from memory or not. */
  calls(): number;
}

/** Starts on a free port of loopback. The same call of another account or Region is another one. */
export async function rememberAnswers(behind: string): Promise<RememberedAnswers> {
  const { hostname, port } = new URL(behind);
  const agent = new Agent({ keepAlive: true });
  const answers = new Map<string, Promise<Answer>>();
  let calls = 0;
  const ask = (incoming: IncomingMessage, body: Buffer) =>
    new Promise<Answer>((resolve, reject) => {
      const { method, url: path, headers } = incoming;
      const forwarded = send({ hostname, port, method, path, headers, agent }, (response) => {
        bodyOf(response).then(
          (content) =>
            resolve({ status: response.statusCode ?? 502, headers: response.headers, body: content }),
          reject,
        );
      });
      forwarded.on('error', reject);
      forwarded.end(body);
    });
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    calls += 1;
    const body = await bodyOf(incoming);
    const { authorization = '', 'x-amz-target': target = '' } = incoming.headers;
    const credential = /Credential=([^,]+)/.exec(authorization)?.[1] ?? '';
    const key = [incoming.method, incoming.url, credential, target, body.toString('latin1')].join('\n');
    const asked = answers.get(key) ?? ask(incoming, body);
    answers.set(key, asked);
    const { status, headers, body: content } = await asked;
    outgoing.writeHead(status, headers);
    outgoing.end(content);
  };
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: Error) => outgoing.destroy(error));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: () => calls,
    async [Symbol.asyncDispose]() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
