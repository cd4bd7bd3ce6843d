import { describe, expect, it } from 'vitest';
import { anAccountAccess, anEstate, anIdentityPolicy, complete, denied } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { IdentityPolicy } from '../../model/estate.ts';
import type { Collection } from '../../model/fact.ts';
import control from './guardduty-full-access.ts';

const arn = 'arn:aws:iam::aws:policy/AmazonGuardDutyFullAccess_v2';

function judged(policies: readonly Partial<IdentityPolicy>[] | Collection<IdentityPolicy>, parameters = {}) {
  const held = Array.isArray(policies)
    ? complete(policies.map((policy) => anIdentityPolicy({ id: arn, kind: 'aws', ...policy })))
    : (policies as Collection<IdentityPolicy>);
  return verdictOf(
    control,
    anEstate({ access: complete([anAccountAccess({ policies: held })]) }),
    parameters,
  );
}
const approved = { approvedRoles: ['auditor', 'AWSReservedSSO_Audit_*'] };

describe(control.id, () => {
  const first = 'arn:aws:iam::aws:policy/AmazonGuardDutyFullAccess';

  it.each<[string, Partial<IdentityPolicy>, string]>([
    ['the second version of an approved role', { heldBy: ['role/auditor'] }, 'pass'],
    ['the second version of another role', { heldBy: ['role/developer'] }, 'fail'],
    ['the second version of a user', { heldBy: ['user/auditor'] }, 'fail'],
    ['the first version of an approved role', { id: first, heldBy: ['role/auditor'] }, 'fail'],
    ['the first version of nobody', { id: first, heldBy: [] }, 'not_applicable'],
  ])('%s -> %s', (_case, policy, status) => {
    expect(judged([policy], approved).status).toBe(status);
  });

  it('does not apply where neither is attached', () => {
    expect(judged([]).status).toBe('not_applicable');
  });

  it('does not know while holders or policies could not be read', () => {
    expect(judged([{ heldBy: denied }], approved).status).toBe('unknown');
    expect(judged({ items: [], complete: denied }).status).toBe('unknown');
  });
});
