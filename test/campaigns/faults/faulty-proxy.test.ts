import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AwsFault } from './aws-faults.ts';
import { startFaultyProxy } from './faulty-proxy.ts';
import { decidingBy, planFaults } from './plan.ts';

const identity =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';

/** Answers every call as STS would, and counts. */
let made = 0;
const aws = createServer((_incoming, outgoing) => {
  made += 1;
  outgoing.writeHead(200, { 'content-type': 'text/xml', 'content-length': identity.length }).end(identity);
});
let endpoint: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    aws.listen(0, '127.0.0.1', resolve);
  });
  endpoint = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`;
});
afterAll(() => {
  aws.close();
  aws.closeAllConnections();
});

const access = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'of a test' };
const settings = (url: string) => ({
  endpoint: url,
  region: 'us-east-1',
  credentials: access,
  maxAttempts: 1,
});

/** What a client makes of a fault, and whether AWS was called. */
async function meet(fault: AwsFault, ask: (url: string) => Promise<unknown>) {
  await using proxy = await startFaultyProxy(endpoint, () => fault);
  const before = made;
  const error = await ask(proxy.endpoint).then(
    () => 'none',
    (met: Error) => met.name,
  );
  expect(proxy.injected.map((injected) => injected.fault)).toEqual([fault]);
  return { error, isMade: made > before };
}
const sts = (url: string) => new STSClient(settings(url)).send(new GetCallerIdentityCommand({}));

describe('a proxy that lets calls go wrong', () => {
  it.each([
    ['STS', sts, 'Throttling', 'ExpiredToken'],
    [
      'Organizations',
      (url: string) => new OrganizationsClient(settings(url)).send(new ListAccountsCommand({})),
      'ThrottlingException',
      'ExpiredTokenException',
    ],
    [
      'S3',
      (url: string) => new S3Client(settings(url)).send(new ListBucketsCommand({})),
      'SlowDown',
      'ExpiredToken',
    ],
  ] as const)(
    "refuses as %s does, by errors that AWS's own client names",
    async (_name, ask, throttled, expired) => {
      expect(await meet('throttled', ask)).toEqual({ error: throttled, isMade: false });
      expect(await meet('expired', ask)).toEqual({ error: expired, isMade: false });
    },
  );

  it('makes the call whose answer is lost, broken or slow', async () => {
    expect(await meet('lost', sts)).toMatchObject({
      error: expect.not.stringMatching(/^none$/),
      isMade: true,
    });
    expect(await meet('half', sts)).toMatchObject({
      error: expect.not.stringMatching(/^none$/),
      isMade: true,
    });
    expect(await meet('slow', sts)).toEqual({ error: 'none', isMade: true });
  });

  it('passes on what nothing is to happen to', async () => {
    await using proxy = await startFaultyProxy(endpoint, () => 'failed');
    proxy.calm();
    expect((await sts(proxy.endpoint)).Account).toBe('123456789012');
    expect(proxy.injected).toEqual([]);
  });
});

describe('the plan of a fault campaign', () => {
  it('decides the same of the same calls, and of other calls in another round', () => {
    const calls = Array.from({ length: 2_000 }, (_, number) => ({
      service: ['iam', 'sts'][number % 2] ?? '',
      what: '',
    }));
    const faults = (round: number) => calls.map(decidingBy(7, { ...planFaults(7, round), share: 0.02 }));
    expect(faults(3)).toEqual(faults(3));
    expect(faults(4)).not.toEqual(faults(3));
    expect(new Set(faults(3)).size).toBeGreaterThan(5);
  });
});
