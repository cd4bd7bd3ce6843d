import { describe, expect, it } from 'vitest';
import { aLogArrival, anAccount, anEstate, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Account, Estate, LogArrival } from '../../model/estate.ts';
import control from './log-files-arrive.ts';

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

  it.each<[string, LogArrival['latestDueCall'], string]>([
    ['in which nothing happened', null, 'not_applicable'],
    ['in which nothing happened for a day', '2026-06-14T11:59:00.000Z', 'not_applicable'],
    ['in which something happened', '2026-06-14T12:01:00.000Z', 'fail'],
    ['of which nobody knows what happened', denied, 'unknown'],
  ])('no file of an account %s -> %s', (_case, latestDueCall, status) => {
    expect(judged({ latest: null, latestDueCall }).status).toBe(status);
  });

  it('asks nothing of what happened once a file is there', () => {
    expect(judged({ latestDueCall: denied }).status).toBe('pass');
  });

  it('names the call whose file is missing', () => {
    expect(judged({ latest: null })).toMatchObject({
      reason: expect.stringContaining('2026-06-15T10:50:00.000Z'),
      evidence: expect.arrayContaining([
        expect.objectContaining({ field: 'latestDueCall', value: '2026-06-15T10:50:00.000Z' }),
      ]),
    });
  });

  it.each<[string, Partial<Account>, string]>([
    ['that joined two hours ago', { joinedAt: '2026-06-15T10:00:00.000Z' }, 'not_applicable'],
    ['that joined nobody knows when', { joinedAt: denied }, 'unknown'],
    ['that is closed', { status: 'SUSPENDED' }, 'not_applicable'],
  ])('no file of an account %s -> %s', (_case, account, status) => {
    expect(judged({ latest: null }, account).status).toBe(status);
  });

  it('takes the hours from the parameter', () => {
    const old = '2026-06-14T11:00:00.000Z';
    expect(judged({ latest: old }, {}, { arrivalHours: 26 }).status).toBe('pass');
    expect(judged({ latest: null, latestDueCall: old }, {}, { arrivalHours: 26 }).status).toBe('fail');
  });

  it('does not know while the bucket could not be listed', () => {
    expect(judged({}, {}, {}, { logArrivals: { items: [], complete: denied } }).status).toBe('unknown');
  });
});
