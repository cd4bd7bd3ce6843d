import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpHandler } from '@smithy/core/protocols';
import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeError, startFakeAws } from '../../test/fake-aws.ts';
import { Reader } from './reader.ts';
import { silence } from './silence.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };

describe('an AWS that says nothing', () => {
  it('is given up, where the SDK by itself would wait for ever', async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const requestHandler = { ...silence, socketTimeout: 100 };
    const client = new CloudTrailClient({
      region: 'us-east-1',
      endpoint,
      credentials,
      requestHandler,
      maxAttempts: 1,
    });
    await expect(client.send(new DescribeTrailsCommand({}))).rejects.toThrow(/timed? ?out/i);
    client.destroy();
    server.closeAllConnections();
    server.close();
  });

  it('is given up by the clients of an audit', async () => {
    await using aws = await startFakeAws(() => fakeError(403, 'AccessDeniedException', 'is not authorized'));
    vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
    const reader = new Reader(async () => credentials);
    const client = reader.client(CloudTrailClient, '111111111111', 'us-east-1');
    // A client decides at its first call how long it waits.
    await reader.ask('cloudtrail:DescribeTrails', (options) =>
      client.send(new DescribeTrailsCommand({}), options),
    );
    const handler = client.config.requestHandler as HttpHandler<object>;
    expect(handler.httpHandlerConfigs()).toMatchObject(silence);
    reader.close();
  });
});
