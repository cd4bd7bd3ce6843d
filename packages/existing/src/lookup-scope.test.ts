import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { clientOptions } from './lookup-scope.ts';

/** How a client ends that meets a server which goes silent. */
async function ended(answer: (outgoing: ServerResponse) => void): Promise<unknown> {
  const server = createServer((_incoming, outgoing) => answer(outgoing));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const sts = new STSClient({
    ...clientOptions({
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'of a test' },
      silenceMilliseconds: 100,
    }),
    maxAttempts: 1,
  });
  try {
    return await sts.send(new GetCallerIdentityCommand({})).catch((error: Error) => error);
  } finally {
    sts.destroy();
    server.closeAllConnections();
    server.close();
  }
}

describe('a client of AWS', () => {
  it('gives up a call that nobody answers', async () => {
    expect(await ended(() => {})).toMatchObject({ name: 'TimeoutError' });
  });

  it('gives up an answer that does not go on', async () => {
    const halfway = (outgoing: ServerResponse) =>
      outgoing.writeHead(200, { 'content-length': '1000' }).write('<GetCallerIdentityResponse>');
    expect(await ended(halfway)).toBeInstanceOf(Error);
  });

  it('waits half a minute for AWS', () => {
    expect(clientOptions({ region: 'us-east-1' }).requestHandler.socketTimeout).toBe(30_000);
  });
});
