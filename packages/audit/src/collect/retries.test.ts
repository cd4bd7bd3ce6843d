import { CloudTrailClient, GetInsightSelectorsCommand } from '@aws-sdk/client-cloudtrail';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type FakeAnswer, fakeError, startFakeAws } from '../../test/fake-aws.ts';
import { Reader } from './reader.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Asks an AWS whose clock is an hour ahead for what it answers with an error. */
async function callsFor(error: FakeAnswer): Promise<number> {
  await using aws = await startFakeAws(() => ({
    ...error,
    headers: { ...error.headers, date: new Date(Date.now() + 3_600_000).toUTCString() },
  }));
  vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
  const reader = new Reader(async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }));
  const client = reader.client(CloudTrailClient, '111111111111', 'us-east-1');
  await reader.ask('cloudtrail:GetInsightSelectors', (options) =>
    client.send(new GetInsightSelectorsCommand({ TrailName: 'trail' }), options),
  );
  reader.close();
  return aws.requests.length;
}

describe('a machine whose clock is an hour off', () => {
  it.each([
    ['that something is not there', fakeError(404, 'InsightNotEnabledException')],
    ['that an action is not allowed', fakeError(403, 'AccessDeniedException', 'is not authorized')],
  ])('is told once %s', async (_what, error) => {
    expect(await callsFor(error)).toBe(1);
  });

  it.each([
    ['its time', fakeError(403, 'RequestTimeTooSkewed')],
    ['an expired signature', fakeError(403, 'AccessDeniedException', 'Signature expired: it is old')],
    ['a fault of AWS', fakeError(500, 'InternalServerError')],
  ])('repeats what was refused for %s', async (_what, error) => {
    expect(await callsFor(error)).toBe(5);
  });
});
