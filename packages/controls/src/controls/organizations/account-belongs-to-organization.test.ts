import { describe, expect, it } from 'vitest';
import { anAccount, anEstate, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Account } from '../../model/estate.ts';
import control from './account-belongs-to-organization.ts';

describe(control.id, () => {
  it.each<[string, Partial<Account>, Record<string, unknown>, string]>([
    ['in the organization', {}, {}, 'pass'],
    ['in the organization that is expected', {}, { expectedOrganizationId: names.organizationId }, 'pass'],
    ['in another one', {}, { expectedOrganizationId: 'o-other' }, 'fail'],
    ['in none', { organizationId: null }, {}, 'fail'],
    ['in none by design', { organizationId: null }, { standalone: true }, 'not_applicable'],
    ['closed', { status: 'SUSPENDED' }, {}, 'not_applicable'],
    ['in a list that was denied', { organizationId: denied }, {}, 'unknown'],
  ])('an account %s -> %s', (_case, account, parameters, status) => {
    expect(
      verdictOf(control, anEstate({ accounts: complete([anAccount(account)]) }), parameters).status,
    ).toBe(status);
  });
});
