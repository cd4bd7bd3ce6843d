import { type Agent, request as send } from 'node:http';

/** A request as it goes over the wire. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The part of the SDK's request that is sent. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** In a client's configuration: keeps the request, signed as it is, and sends nothing. */
interface Capture {
  readonly requestHandler: { handle(request: SdkRequest): Promise<never> };
}

class Captured extends Error {
  readonly request: SdkRequest;

  constructor(request: SdkRequest) {
    super('captured');
    this.request = request;
  }
}

/** The request that a call by an SDK client would send. */
export async function signed(call: (capture: Capture) => Promise<unknown>): Promise<SentRequest> {
  const handle = (request: SdkRequest) => Promise.reject(new Captured(request));
  try {
    await call({ requestHandler: { handle } });
  } catch (error) {
    if (!(error instanceof Captured)) throw error;
    const { method, path, query = {}, headers, body } = error.request;
    const parameters = Object.entries(query).flatMap(([name, value]) =>
      [value ?? ''].flat().map((each) => `${encodeURIComponent(name)}=${encodeURIComponent(each)}`),
    );
    const url = parameters.length === 0 ? path : `${path}?${parameters.join('&')}`;
    return { method, path: url, headers, body: bytesOf(body) };
  }
  throw new Error('the SDK answered without sending a request');
}

function bytesOf(body: SdkRequest['body'] = ''): Buffer {
  return typeof body === 'string'
    ? Buffer.from(body)
    : Buffer.from(body.buffer, body.byteOffset, body.length);
}

/** Sends a request and reads its answer whole. @throws Error when the status is another than the expected one. */
export function exchange(
  endpoint: string,
  { method, path, headers, body }: SentRequest,
  agent: Agent,
  expected = 200,
): Promise<void> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const outgoing = send({ hostname, port, method, path, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        response.statusCode === expected
          ? resolve()
          : reject(
              new Error(
                `${method} ${path}: ${response.statusCode} ${Buffer.concat(chunks).toString().slice(0, 300)}`,
              ),
            ),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
