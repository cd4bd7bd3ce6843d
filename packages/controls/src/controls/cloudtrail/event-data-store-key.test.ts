import { describe, expect, it } from 'vitest';
import { aKey, anEstate, anEventDataStore, complete, denied } from '../../../test/builders.ts';
import { verdictOf, verdictsOf } from '../../../test/verdicts-of.ts';
import type { EventDataStore, Key } from '../../model/estate.ts';
import control from './event-data-store-key.ts';

function judged(store: Partial<EventDataStore>, key: Partial<Key> = {}) {
  return verdictOf(
    control,
    anEstate({ eventDataStores: complete([anEventDataStore(store)]), keys: complete([aKey(key)]) }),
  );
}

describe(control.id, () => {
  it.each(['ENABLED', 'STOPPED_INGESTION'])('passes a store that is %s with the customer’s key', (status) => {
    expect(judged({ status }).status).toBe('pass');
  });

  it.each<[string, Partial<EventDataStore>, Partial<Key>, string]>([
    ['no key', { kmsKeyId: null }, {}, 'AWS’s own key encrypts the store'],
    [
      'no key, though it takes in nothing',
      { kmsKeyId: null, status: 'STOPPED_INGESTION' },
      {},
      'AWS’s own key',
    ],
    ['an alias of AWS', { kmsKeyId: 'alias/aws/cloudtrail' }, {}, 'is a key that AWS manages'],
    ['a key that AWS manages', {}, { manager: 'AWS' }, 'not managed by the customer'],
    [
      'a key that is not there',
      { kmsKeyId: 'arn:aws:kms:us-east-1:111111111111:key/gone' },
      {},
      'does not exist',
    ],
  ])('fails a store with %s', (_case, store, key, reason) => {
    expect(judged(store, key)).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  it('is not about a store that waits to be deleted', () => {
    expect(judged({ status: 'PENDING_DELETION', kmsKeyId: null }).status).toBe('not_applicable');
  });

  it('says nothing of accounts without a store: AWS takes no new customers', () => {
    expect(verdictsOf(control, anEstate({ eventDataStores: complete([]) }))).toEqual([]);
  });

  it.each<[string, Partial<EventDataStore>, Partial<Key>]>([
    ['key', { kmsKeyId: denied }, {}],
    ['status', { status: denied }, {}],
    ['manager of the key', {}, { manager: denied }],
  ])('does not know while the %s could not be read', (_what, store, key) => {
    expect(judged(store, key).status).toBe('unknown');
  });

  it('does not know while the list of stores, or of keys, is hidden', () => {
    const stores = anEstate({ eventDataStores: { items: [], complete: denied } });
    expect(verdictOf(control, stores).status).toBe('unknown');
    const keys = anEstate({ keys: { items: [], complete: denied } });
    expect(verdictOf(control, keys).status).toBe('unknown');
  });
});
