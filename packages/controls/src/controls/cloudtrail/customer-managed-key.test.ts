import { describe, expect, it } from 'vitest';
import { aKey, aLogBucket, aTrail, anEstate, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Key, Trail } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './customer-managed-key.ts';

const denied = unknownBecause('access-denied', 'AccessDenied for kms:DescribeKey');
const withTrail = (trail: Partial<Trail>) =>
  verdictOf(control, anEstate({ trails: complete([aTrail(trail)]) }));
const withKey = (key: Partial<Key>) => verdictOf(control, anEstate({ keys: complete([aKey(key)]) }));

describe(control.id, () => {
  it('passes a key that the customer manages and that is enabled', () => {
    expect(withKey({}).status).toBe('pass');
  });

  it('finds the key by its id too', () => {
    expect(withTrail({ kmsKeyId: names.keyId }).status).toBe('pass');
  });

  it('takes the reference to a key of the same program for the key', () => {
    const urn = 'urn:pulumi:dev::project::aws:kms/key:Key::logs';
    const arn = unknownBecause('unresolved', 'known after the update');
    const estate = anEstate({
      lens: 'preview',
      trails: complete([aTrail({ kmsKeyId: urn })]),
      keys: complete([aKey({ arn, id: arn, observation: { urn } })]),
    });
    expect(verdictOf(control, estate).status).toBe('pass');
  });

  it.each<[string, Partial<Trail>, string]>([
    ['without a key', { kmsKeyId: null }, 'kmsKeyId is not set'],
    ['with a key that AWS manages', { kmsKeyId: 'alias/aws/s3' }, 'AWS manages'],
    ['with a key that is gone', { kmsKeyId: `${names.keyArn}0` }, 'does not exist'],
  ])('fails a trail %s', (_case, trail, reason) => {
    expect(withTrail(trail)).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  it.each<[string, Partial<Key>, string]>([
    ['that AWS manages', { manager: 'AWS' }, 'not managed by the customer'],
    ['that is disabled', { state: 'Disabled' }, 'Disabled, not Enabled'],
    ['that is about to be deleted', { state: 'PendingDeletion' }, 'PendingDeletion'],
    ['of another Region than the bucket', { region: 'eu-west-1' }, 'the bucket in us-east-1'],
  ])('fails a key %s', (_case, key, reason) => {
    expect(withKey(key)).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  it.each<[string, Partial<Key>]>([
    ['state', { state: denied }],
    ['manager', { manager: denied }],
    ['Region', { region: denied }],
  ])('does not know while the %s of a key in another account is hidden', (_what, key) => {
    expect(withKey(key)).toMatchObject({ status: 'unknown', because: { unknown: 'access-denied' } });
  });

  it('does not know a key that could not be looked at', () => {
    expect(verdictOf(control, anEstate({ keys: { items: [], complete: denied } })).status).toBe('unknown');
  });

  it('does not know while the trail’s key is not known', () => {
    expect(withTrail({ kmsKeyId: denied }).status).toBe('unknown');
  });

  it('leaves the Region of a bucket that was not read alone', () => {
    const estate = anEstate({ buckets: complete([aLogBucket({ name: 'another' })]) });
    expect(verdictOf(control, estate).status).toBe('pass');
  });
});
