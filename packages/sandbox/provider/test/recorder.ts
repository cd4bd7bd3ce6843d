import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An account that answers who calls, and nothing else: what else is asked is written down. */
export class Recorder implements AsyncDisposable {
  static readonly accountId = '111122223333';
  readonly calls: string[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const action = new URLSearchParams(body).get('Action');
      if (action === 'GetCallerIdentity') {
        response.setHeader('content-type', 'text/xml');
        response.end(
          `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${Recorder.accountId}:user/tester</Arn><UserId>AIDA</UserId><Account>${Recorder.accountId}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
        );
        return;
      }
      this.calls.push(
        action ?? String(request.headers['x-amz-target'] ?? `${request.method} ${request.url}`),
      );
      response.statusCode = 400;
      response.end();
    });
  }

  static async start(): Promise<Recorder> {
    const recorder = new Recorder();
    recorder.#server.listen(0, '127.0.0.1');
    await once(recorder.#server, 'listening');
    return recorder;
  }

  /** Environment that makes a plugin use this account. */
  get environment(): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    return {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
