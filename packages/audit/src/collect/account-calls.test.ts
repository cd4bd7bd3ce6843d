import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccountCalls } from './account-calls.ts';

const calls = () => new AccountCalls(async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** How many of some calls are admitted by now, and after each further half second. */
async function admittedOf(asked: readonly Promise<void>[], halfSeconds: number): Promise<readonly number[]> {
  let admitted = 0;
  for (const call of asked) void call.then(() => (admitted += 1));
  await vi.advanceTimersByTimeAsync(0);
  const seen = [admitted];
  for (let at = 0; at < halfSeconds; at++) {
    await vi.advanceTimersByTimeAsync(500);
    seen.push(admitted);
  }
  return seen;
}

describe('calls of an account', () => {
  it('are held back to the rate that AWS publishes', async () => {
    const account = calls();
    const asked = Array.from({ length: 5 }, () => account.admit('cloudtrail', 'us-east-1', 'LookupEvents'));
    expect(await admittedOf(asked, 3)).toEqual([2, 3, 4, 5]);
  });

  it('are counted apart by Region, by operations that share a rate, and by account', async () => {
    const [one, other] = [calls(), calls()];
    const asked = [
      ...Array.from({ length: 2 }, () => one.admit('cloudtrail', 'us-east-1', 'LookupEvents')),
      ...Array.from({ length: 2 }, () => one.admit('cloudtrail', 'eu-west-1', 'LookupEvents')),
      ...Array.from({ length: 10 }, () => one.admit('cloudtrail', 'us-east-1', 'DescribeTrails')),
      ...Array.from({ length: 2 }, () => other.admit('cloudtrail', 'us-east-1', 'LookupEvents')),
    ];
    expect(await admittedOf(asked, 0)).toEqual([16]);
    expect(await admittedOf([one.admit('cloudtrail', 'us-east-1', 'GetTrailStatus')], 1)).toEqual([0, 1]);
  });

  it('are held back where AWS publishes no rate too, each service for itself', async () => {
    const account = calls();
    const asked = Array.from({ length: 200 }, () => account.admit('iam', 'us-east-1', 'GetRole'));
    expect(await admittedOf(asked, 2)).toEqual([100, 150, 200]);
    const shared = Array.from({ length: 60 }, () => account.admit('iam', 'us-east-1', 'GetAccountSummary'));
    const other = Array.from({ length: 100 }, () =>
      account.admit('organizations', 'us-east-1', 'ListPolicies'),
    );
    expect(await admittedOf([...shared, ...other], 1)).toEqual([100, 150]);
  });

  it('go at once where they read objects of S3, of which it admits thousands', async () => {
    const account = calls();
    const asked = Array.from({ length: 1000 }, () => account.admit('s3', 'us-east-1', 'ListObjectsV2'));
    expect(await admittedOf(asked, 0)).toEqual([1000]);
  });
});
