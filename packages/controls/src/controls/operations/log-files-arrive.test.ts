import { describe, expect, it } from 'vitest';
import { aLogArrival, anAccount, anEstate, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Account, Estate, LogArrival } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './log-files-arrive.ts';

const denied = unknownBecause('access-denied', 'AccessDenied');

function judged(
  arrival: Partial<LogArrival>,
  account: Partial<Account> = {},
  parameters = {},
  differing: Partial<Estate> = {},
) {
  const accounts = complete([anAccount(account)]);
  const logArrivals = complete([aLogArrival(arrival)]);
  return verdictOf(control, anEstate({ accounts, logArrivals, ...differing }), parameters);
}

describe(control.id, () => {
  it.each<[string, Partial<LogArrival>, string]>([
    ['of five minutes ago', {}, 'pass'],
    ['of 25 hours ago', { latest: '2026-06-14T11:00:00.000Z' }, 'fail'],
    ['that never came', { latest: null }, 'fail'],
    ['of another account', { accountId: names.security }, 'fail'],
    ['that could not be looked for', { latest: denied }, 'unknown'],
  ])('a file %s -> %s', (_case, arrival, status) => {
    expect(judged(arrival).status).toBe(status);
  });

  it.each<[string, Partial<Account>, string]>([
    ['that joined two hours ago', { joinedAt: '2026-06-15T10:00:00.000Z' }, 'not_applicable'],
    ['that joined nobody knows when', { joinedAt: denied }, 'unknown'],
    ['that is closed', { status: 'SUSPENDED' }, 'not_applicable'],
  ])('no file of an account %s -> %s', (_case, account, status) => {
    expect(judged({ latest: null }, account).status).toBe(status);
  });

  it('takes the hours from the parameter', () => {
    expect(judged({ latest: '2026-06-14T11:00:00.000Z' }, {}, { arrivalHours: 26 }).status).toBe('pass');
  });

  it('does not know while the bucket could not be listed', () => {
    expect(judged({}, {}, {}, { logArrivals: { items: [], complete: denied } }).status).toBe('unknown');
  });
});
