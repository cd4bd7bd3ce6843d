import type { Key } from '../model/estate.ts';
import type { Verdict } from '../model/verdict.ts';
import { decide, evidenceElsewhere, fail, pass } from '../verdicts.ts';

/** Judges whether a key is the customer's own, whose policy the customer writes. */
export function customerManaged(key: Key): Verdict {
  return decide(key.manager, 'who manages the key', (manager) =>
    manager === 'CUSTOMER'
      ? pass(evidenceElsewhere(key, 'manager'))
      : fail('the key is not managed by the customer', evidenceElsewhere(key, 'manager')),
  );
}
