import type { EventDataStore } from '../model/estate.ts';
import type { Verdict } from '../model/verdict.ts';
import { decide, notApplicable } from '../verdicts.ts';

/** Judges a store unless it waits to be deleted: then nothing of it can be changed. */
export function unlessDeleted(store: EventDataStore, judge: () => Verdict): Verdict {
  return decide(store.status, 'the status of the store', (status) =>
    status === 'PENDING_DELETION' ? notApplicable('the store is waiting to be deleted') : judge(),
  );
}
