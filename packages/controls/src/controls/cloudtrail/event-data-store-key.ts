import { defineControl } from '../../define-control.ts';
import { customerManaged } from '../../estate/customer-key.ts';
import { unlessDeleted } from '../../estate/event-data-stores.ts';
import { findKey } from '../../estate/keys.ts';
import { all, decide, evidence, fail, pass, unknown } from '../../verdicts.ts';

/** The key of a store can never be changed: another key takes another store. Having no store is no fault. */
export default defineControl({
  id: 'CT-25',
  title: 'Event data stores use a customer managed key',
  intent: 'Reading the copy that can be queried takes a second permission too.',
  severity: 'medium',
  appliesTo: 'eventDataStore',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:cloudtrail/eventDataStore:EventDataStore'],
  needs: ['cloudtrail:GetEventDataStore', 'cloudtrail:ListEventDataStores', 'kms:DescribeKey'],
  fix: 'Create a new event data store with kmsKeyId, and retire this one when its events are no longer needed.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html',
  evaluate(store, { estate }) {
    return unlessDeleted(store, () =>
      decide(store.kmsKeyId, 'the store’s key', (reference) => {
        const set = evidence(store, 'kmsKeyId');
        if (!reference) return fail('kmsKeyId is not set: AWS’s own key encrypts the store', set);
        if (reference.includes('alias/aws/')) return fail(`${reference} is a key that AWS manages`, set);
        const key = findKey(estate, reference);
        if (key !== undefined) return all([pass(set), customerManaged(key)]);
        return estate.keys.complete === true
          ? fail(`the key ${reference} does not exist`, set)
          : unknown(`the key ${reference} could not be looked at`, estate.keys.complete);
      }),
    );
  },
});
