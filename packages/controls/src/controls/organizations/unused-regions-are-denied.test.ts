import { describe, expect, it } from 'vitest';
import { aControlPolicy, anEstate, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { ControlPolicy } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './unused-regions-are-denied.ts';

const audit = { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/TrailGuardAudit'] } };
const home = { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } };
const statement: PolicyStatement = {
  Effect: 'Deny',
  NotAction: ['iam:*', 'organizations:*', 'route53:*'],
  Resource: '*',
  Condition: { ...home, ...audit },
};

const excepting = (operator: string, ...roles: readonly string[]): Partial<PolicyStatement> => ({
  Condition: { ...home, [operator]: { 'aws:PrincipalArn': roles } },
});

function judged(deny: Partial<PolicyStatement>, parameters = {}, policy: Partial<ControlPolicy> = {}) {
  const controlPolicies = complete([aControlPolicy([{ ...statement, ...deny }], policy)]);
  return verdictOf(control, anEstate({ controlPolicies }), { regionDeny: true, ...parameters });
}

describe(control.id, () => {
  it('does not apply unless it is asked for', () => {
    expect(judged({}, { regionDeny: false }).status).toBe('not_applicable');
  });

  it.each<[string, Partial<PolicyStatement>, Record<string, unknown>, string]>([
    ['all but global services', {}, {}, 'pass'],
    ['approved Regions', {}, { approvedRegions: ['eu-west-1', 'us-east-1', 'us-west-2'] }, 'pass'],
    ['a Region more than approved', {}, { approvedRegions: ['us-east-1'] }, 'fail'],
    ['one service alone', { NotAction: 'ec2:*' }, {}, 'fail'],
    [
      'a list of Regions instead',
      { Condition: { StringEquals: { 'aws:RequestedRegion': 'ap-east-1' }, ...audit } },
      {},
      'fail',
    ],
    ['audits too', { Condition: home }, {}, 'fail'],
    ['no audits, as there are none', { Condition: home }, { auditRoles: [] }, 'pass'],
    [
      'some principals',
      { Condition: { ...home, ...audit, Bool: { 'aws:ViaAWSService': 'false' } } },
      {},
      'fail',
    ],
    ['nothing', { Effect: 'Allow' }, {}, 'fail'],
    ['nobody, as every role is excepted', excepting('ArnNotLike', 'arn:aws:iam::*:role/*'), {}, 'fail'],
    ['nobody, as everybody is excepted', excepting('StringNotLike', '*'), {}, 'fail'],
    [
      'nobody in another partition',
      excepting('ArnNotLike', 'arn:aws-us-gov:iam::*:role/TrailGuardAudit', 'arn:aws-us-gov:iam::*:role/*'),
      {},
      'fail',
    ],
    ['the roles of audits alone', excepting('ArnLike', 'arn:aws:iam::*:role/TrailGuardAudit'), {}, 'fail'],
    [
      'all but some roles more',
      excepting('ArnNotLike', 'arn:aws:iam::*:role/TrailGuardAudit', 'arn:aws:iam::*:role/Deploy*'),
      {},
      'pass',
    ],
  ])('denies %s -> %s', (_case, deny, parameters, status) => {
    expect(judged(deny, parameters).status).toBe(status);
  });

  it('is not known while the policy is not', () => {
    expect(judged({}, {}, { content: unknownBecause('unresolved', 'later') }).status).toBe('unknown');
  });
});
