import type { Account, Estate } from '../model/estate.ts';
import type { Verdict } from '../model/verdict.ts';
import { decide, notApplicable, pass } from '../verdicts.ts';
import { listIndex } from './list-index.ts';

const accountsById = listIndex<Account>(({ id }) => [id]);

/** The account with this id, if the lens listed it. */
export function findAccount(estate: Estate, id: string): Account | undefined {
  return accountsById(estate.accounts.items, id)[0];
}

/**
 * Judges an account that is in use. A closed or suspended one is not judged; while its state is not known,
 * neither is the account.
 */
export function ifActive(account: Account, judge: () => Verdict): Verdict {
  const state = decide(account.status, `the status of ${account.id}`, (status) =>
    status === 'SUSPENDED' || status === 'PENDING_CLOSURE'
      ? notApplicable(`account ${account.id} is ${status} in its organization`)
      : pass(),
  );
  return state.status === 'pass' ? judge() : state;
}
