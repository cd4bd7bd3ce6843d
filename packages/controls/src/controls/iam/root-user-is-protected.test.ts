import { describe, expect, it } from 'vitest';
import { anAccount, anEstate, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Account, Estate } from '../../model/estate.ts';
import control from './root-user-is-protected.ts';

function judged(account: Partial<Account>, differing: Partial<Estate> = {}) {
  const accounts = complete([anAccount({ id: names.logArchive, ...account })]);
  return verdictOf(control, anEstate({ accounts, ...differing }));
}

describe(control.id, () => {
  it.each<[string, Account['rootUser'], string]>([
    ['with MFA', { hasMfa: true, hasAccessKeys: false, hasPassword: true }, 'pass'],
    ['without MFA', { hasMfa: false, hasAccessKeys: false, hasPassword: true }, 'fail'],
    [
      'without MFA, where AWS tells of no password',
      { hasMfa: false, hasAccessKeys: false, hasPassword: null },
      'fail',
    ],
    ['without credentials', { hasMfa: false, hasAccessKeys: false, hasPassword: false }, 'pass'],
    ['with access keys', { hasMfa: true, hasAccessKeys: true, hasPassword: true }, 'fail'],
    [
      'without a password but with access keys',
      { hasMfa: false, hasAccessKeys: true, hasPassword: false },
      'fail',
    ],
    ['that could not be read', denied, 'unknown'],
  ])('a root user %s -> %s', (_case, rootUser, status) => {
    expect(judged({ rootUser }).status).toBe(status);
  });

  it.each([
    ['management account', names.management, 'fail'],
    ['log archive', names.logArchive, 'fail'],
    ['security account', names.security, 'fail'],
    ['another account', names.member, 'not_applicable'],
  ])('asks it of the %s (%s) -> %s', (_case, id, status) => {
    const rootUser = { hasMfa: false, hasAccessKeys: false, hasPassword: true };
    expect(judged({ id, rootUser }).status).toBe(status);
  });

  it('does not know while it is not known which account keeps the logs', () => {
    const buckets = { items: [], complete: denied };
    expect(judged({ id: names.member }, { buckets }).status).toBe('unknown');
  });
});
