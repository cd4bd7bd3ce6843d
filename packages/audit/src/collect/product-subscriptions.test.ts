import { type AdministratorDetector, unknownBecause } from '@trailguard/controls';
import { anAdministratorDetector, complete } from '@trailguard/controls/test';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type FakeAnswer, type FakeRequest, fakeError, startFakeAws } from '../../test/fake-aws.ts';
import { readProductSubscriptions } from './product-subscriptions.ts';
import { Reader } from './reader.ts';

const arn = 'arn:aws:securityhub:us-east-1:333333333333:product-subscription/aws/guardduty';

afterEach(() => vi.unstubAllEnvs());

async function read(
  answer: (request: FakeRequest) => FakeAnswer,
  detectors: readonly Partial<AdministratorDetector>[] = [{}],
) {
  await using aws = await startFakeAws(answer);
  vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
  const reader = new Reader(async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }));
  try {
    const all = complete(detectors.map((one) => anAdministratorDetector(one)));
    return {
      ...(await readProductSubscriptions(reader, all)),
      asked: aws.requests.length,
      missed: reader.failures,
    };
  } finally {
    reader.close();
  }
}

describe('the products that Security Hub takes findings of', () => {
  it('are read page by page where GuardDuty is run from', async () => {
    const {
      items,
      complete: whole,
      asked,
    } = await read(({ path }) => ({
      status: 200,
      body: path.includes('NextToken=more')
        ? { ProductSubscriptions: [arn] }
        : { ProductSubscriptions: [arn.replace('guardduty', 'macie')], NextToken: 'more' },
    }));
    expect(items.map((one) => one.arn)).toEqual([arn.replace('guardduty', 'macie'), arn]);
    expect(items[1]).toMatchObject({ accountId: '333333333333', region: 'us-east-1' });
    expect([whole, asked]).toEqual([true, 2]);
  });

  it('are none where Security Hub is off', async () => {
    const { items, complete: whole, missed } = await read(() => fakeError(401, 'InvalidAccessException'));
    expect([items, whole, missed]).toEqual([[], true, []]);
  });

  it('are not known where AWS refuses', async () => {
    const { complete: whole, missed } = await read(() => fakeError(403, 'AccessDeniedException'));
    expect(whole).toMatchObject({ unknown: 'access-denied' });
    expect(missed).toHaveLength(1);
  });

  it('are asked for where there is a detector', async () => {
    const hidden = { accountId: unknownBecause('access-denied', 'AccessDenied') };
    const { asked } = await read(
      () => ({ status: 200, body: { ProductSubscriptions: [] } }),
      [{ id: null }, hidden],
    );
    expect(asked).toBe(0);
  });
});
