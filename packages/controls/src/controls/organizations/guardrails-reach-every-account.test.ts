import { describe, expect, it } from 'vitest';
import { aControlPolicy, anAccount, anEstate, complete, denied, names } from '../../../test/builders.ts';
import { compliantControlPolicies } from '../../../test/builders/compliant-parts.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Account, Estate } from '../../model/estate.ts';
import control from './guardrails-reach-every-account.ts';

/** The guardrails attached to the unit of members. */
function judged(accounts: readonly Partial<Account>[], parameters = {}, differing: Partial<Estate> = {}) {
  const [guardrails] = compliantControlPolicies();
  return verdictOf(
    control,
    anEstate({
      accounts: complete([anAccount({ id: names.management }), ...accounts.map(anAccount)]),
      controlPolicies: complete([{ ...aControlPolicy([]), ...guardrails, targets: ['ou-root-members'] }]),
      ...differing,
    }),
    parameters,
  );
}
const outside = { id: names.security, ancestors: ['r-root', 'ou-root-other'] };

describe(control.id, () => {
  it('passes when all members are under the guardrails', () => {
    expect(judged([{}]).status).toBe('pass');
  });

  it('names the account that is not', () => {
    expect(judged([{}, outside])).toMatchObject({
      status: 'fail',
      reason: `${names.security} is not bound by all guardrails`,
    });
  });

  it('fails an account that was moved out of the unit', () => {
    expect(judged([{ ancestors: ['r-root'] }]).status).toBe('fail');
  });

  it('leaves closed accounts out', () => {
    expect(judged([{}, { ...outside, status: 'PENDING_CLOSURE' }]).status).toBe('pass');
  });

  it('lets accounts be exempt, not more than may be', () => {
    const exemptAccounts = [names.security];
    expect(judged([{}, outside], { exemptAccounts, maxExempt: 1 }).status).toBe('pass');
    expect(judged([{}, outside], { exemptAccounts })).toMatchObject({
      reason: '1 accounts are exempt, more than 0',
    });
  });

  it.each<[string, Partial<Estate>]>([
    ['policies', { controlPolicies: { items: [], complete: denied } }],
    ['accounts', { accounts: { items: [], complete: denied } }],
    ['place of an account', { accounts: complete([anAccount({ ancestors: denied })]) }],
  ])('does not know while the %s could not be read', (_what, differing) => {
    expect(judged([{}], {}, differing).status).toBe('unknown');
  });
});
