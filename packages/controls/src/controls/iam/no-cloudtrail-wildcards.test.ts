import { describe, expect, it } from 'vitest';
import {
  aDocument,
  anAccountAccess,
  anEstate,
  anIdentityPolicy,
  complete,
  denied,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { IdentityPolicy } from '../../model/estate.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './no-cloudtrail-wildcards.ts';

function judged(statement: Partial<PolicyStatement>, policy: Partial<IdentityPolicy> = {}, parameters = {}) {
  const document = aDocument({ Effect: 'Allow', Resource: '*', ...statement });
  const access = anAccountAccess({ policies: complete([anIdentityPolicy({ document, ...policy })]) });
  return verdictOf(control, anEstate({ access: complete([access]) }), parameters);
}

describe(control.id, () => {
  it.each<[string, Partial<PolicyStatement>, string]>([
    [
      'reads alone',
      { Action: ['cloudtrail:Get*', 'cloudtrail:Describe*', 'cloudtrail:LookupEvents'] },
      'pass',
    ],
    ['everything of CloudTrail', { Action: 'cloudtrail:*' }, 'fail'],
    ['everything of CloudTrail, in other case', { Action: 'CloudTrail:*' }, 'fail'],
    ['everything there is', { Action: '*' }, 'fail'],
    ['updates by a wildcard', { Action: 'cloudtrail:Update*' }, 'fail'],
    ['a stop by a question mark', { Action: 'cloudtrail:StopLoggin?' }, 'fail'],
    ['all but IAM', { NotAction: 'iam:*' }, 'fail'],
    ['all but CloudTrail', { NotAction: 'cloudtrail:*' }, 'pass'],
    [
      'everything, on one trail',
      { Action: 'cloudtrail:*', Resource: 'arn:aws:cloudtrail:us-east-1:444444444444:trail/mine' },
      'pass',
    ],
    ['one write, by its name', { Action: 'cloudtrail:StopLogging' }, 'pass'],
    ['nothing: a Deny', { Effect: 'Deny', Action: 'cloudtrail:*' }, 'pass'],
  ])('a policy that allows %s -> %s', (_case, statement, status) => {
    expect(judged(statement).status).toBe(status);
  });

  it.each<[string, Partial<IdentityPolicy>, string]>([
    ['inline', { kind: 'inline' }, 'fail'],
    ['attached to nobody', { heldBy: [] }, 'fail'],
    ['of AWS', { kind: 'aws' }, 'pass'],
    ['of the administrator', { heldBy: ['role/OrganizationAccountAccessRole'] }, 'pass'],
    [
      'of the administrator and another',
      { heldBy: ['role/OrganizationAccountAccessRole', 'role/x'] },
      'fail',
    ],
    ['held by nobody knows whom', { heldBy: denied }, 'unknown'],
    ['that could not be read', { document: denied }, 'unknown'],
  ])('a policy %s that allows CloudTrail -> %s', (_case, policy, status) => {
    expect(judged({ Action: 'cloudtrail:*' }, policy).status).toBe(status);
  });

  it('takes the administrators from the parameter', () => {
    const administratorRoles = ['admin-*'];
    expect(judged({ Action: '*' }, { heldBy: ['role/admin-ops'] }, { administratorRoles }).status).toBe(
      'pass',
    );
  });
});
