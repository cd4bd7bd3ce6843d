import { describe, expect, it } from 'vitest';
import { anAccountAccess, anEstate, anIdentityPolicy, complete, denied } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { IdentityPolicy } from '../../model/estate.ts';
import type { Collection } from '../../model/fact.ts';
import control from './cloudtrail-full-access.ts';

const arn = 'arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess';

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
  it.each<[string, readonly string[], string]>([
    ['nobody', [], 'pass'],
    ['an approved role', ['role/auditor'], 'pass'],
    [
      'a role of Identity Center that a pattern approves',
      ['role/AWSReservedSSO_Audit_0123456789abcdef'],
      'pass',
    ],
    ['an approved role of the program', ['urn:pulumi:dev::p::aws:iam/role:Role::auditor'], 'pass'],
    ['another role', ['role/developer'], 'fail'],
    ['a user of an approved name', ['user/auditor'], 'fail'],
    ['a group', ['group/auditors'], 'fail'],
    [
      'more roles than may',
      ['role/auditor', 'role/AWSReservedSSO_Audit_1', 'role/AWSReservedSSO_Audit_2'],
      'fail',
    ],
  ])('attached to %s -> %s', (_case, heldBy, status) => {
    expect(judged([{ heldBy }], approved).status).toBe(status);
  });

  it('names holders in one order, whichever way they were read', () => {
    const reasonOf = (...heldBy: readonly string[]) => judged([{ heldBy }]);
    expect(reasonOf('role/b', 'role/a')).toMatchObject({
      reason: `${arn} is attached to role a, role b`,
    });
    expect(reasonOf('role/a', 'role/b')).toMatchObject({
      reason: `${arn} is attached to role a, role b`,
    });
  });

  it('approves nobody by itself', () => {
    expect(judged([{ heldBy: ['role/auditor'] }])).toMatchObject({
      status: 'fail',
      reason: `${arn} is attached to role auditor`,
    });
  });

  it('knows the policy in every partition, and no other one', () => {
    const id = 'arn:aws-us-gov:iam::aws:policy/AWSCloudTrail_FullAccess';
    expect(judged([{ id, heldBy: ['role/developer'] }]).status).toBe('fail');
    const other = 'arn:aws:iam::aws:policy/AWSCloudTrail_ReadOnlyAccess';
    expect(judged([{ id: other, heldBy: ['role/developer'] }]).status).toBe('pass');
  });

  it('passes where it is not attached at all', () => {
    expect(judged([]).status).toBe('pass');
  });

  it('does not know while holders or policies could not be read', () => {
    expect(judged([{ heldBy: denied }], approved).status).toBe('unknown');
    expect(judged({ items: [], complete: denied }).status).toBe('unknown');
  });
});
