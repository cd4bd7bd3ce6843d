import { describe, expect, it } from 'vitest';
import { aControlPolicy, aLogBucket, anEstate, aTrail, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './log-perimeter.ts';

const type = 'RESOURCE_CONTROL_POLICY';
const statement: PolicyStatement = {
  Effect: 'Deny',
  Principal: '*',
  Action: ['s3:*', 'kms:*'],
  Resource: '*',
  Condition: {
    StringNotEqualsIfExists: { 'aws:PrincipalOrgID': names.organizationId },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  },
};
const conditions = (Condition: PolicyStatement['Condition']) => ({ Condition }) as Partial<PolicyStatement>;

function judged(deny: Partial<PolicyStatement> = {}, differing: Partial<Estate> = {}, parameters = {}) {
  const controlPolicies = complete([aControlPolicy([{ ...statement, ...deny }], { type })]);
  return verdictOf(control, anEstate({ controlPolicies, ...differing }), parameters);
}

describe(control.id, () => {
  it.each<[string, Partial<PolicyStatement>, string]>([
    ['outsiders', {}, 'pass'],
    [
      'outsiders, by an operator that is negated',
      conditions({
        StringNotEquals: { 'aws:PrincipalOrgID': names.organizationId },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      }),
      'pass',
    ],
    [
      'outsiders with credentials alone',
      conditions({
        StringNotEquals: { 'aws:PrincipalOrgID': names.organizationId },
        Bool: { 'aws:PrincipalIsAWSService': 'false' },
      }),
      'fail',
    ],
    [
      'those outside another organization',
      conditions({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-other' } }),
      'fail',
    ],
    ['those inside', conditions({ StringEquals: { 'aws:PrincipalOrgID': names.organizationId } }), 'fail'],
    [
      'outsiders from some addresses',
      conditions({ ...statement.Condition, IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }),
      'fail',
    ],
    ['outsiders, who only read', { Action: ['s3:Get*', 's3:List*', 'kms:*'] }, 'fail'],
    ['outsiders, on the bucket alone', { Action: 's3:*' }, 'fail'],
    ['outsiders, on another bucket', { Resource: 'arn:aws:s3:::other/*' }, 'fail'],
    ['outsiders, by an Allow', { Effect: 'Allow' }, 'fail'],
    [
      'outsiders, AWS services among them',
      conditions({ StringNotEqualsIfExists: { 'aws:PrincipalOrgID': names.organizationId } }),
      'fail',
    ],
  ])('denied to %s -> %s', (_case, deny, status) => {
    expect(judged(deny).status).toBe(status);
  });

  it.each<[string, PolicyStatement, string]>([
    [
      'all but ourselves, services among them',
      {
        ...statement,
        Action: 's3:PutObject',
        Condition: { StringNotEquals: { 'aws:PrincipalOrgID': names.organizationId } },
      },
      'fail',
    ],
    ['everybody the key', { ...statement, Action: 'kms:*', Condition: {} }, 'fail'],
    [
      'services that act for strangers',
      {
        ...statement,
        Condition: {
          StringNotEqualsIfExists: { 'aws:SourceOrgID': names.organizationId },
          Bool: { 'aws:PrincipalIsAWSService': 'true' },
        },
      },
      'pass',
    ],
    [
      'all who speak in clear text',
      { ...statement, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      'pass',
    ],
    ['everybody the deletion', { ...statement, Action: 's3:DeleteObject*', Condition: {} }, 'pass'],
  ])('sees whether logs arrive where a statement more denies %s -> %s', (_case, more, status) => {
    const controlPolicies = complete([aControlPolicy([statement, more], { type })]);
    expect(judged({}, { controlPolicies }).status).toBe(status);
  });

  it('lets partners in that are approved, and nobody else', () => {
    const partner = conditions({
      StringNotEqualsIfExists: {
        'aws:PrincipalOrgID': names.organizationId,
        'aws:PrincipalAccount': '999999999999',
      },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    });
    expect(judged(partner).status).toBe('fail');
    expect(judged(partner, {}, { partnerAccountIds: ['999999999999'] }).status).toBe('pass');
  });

  it.each<[string, Partial<Estate>, string]>([
    ['no policy but the one of AWS', { controlPolicies: complete([]) }, 'fail'],
    ['a service control policy', { controlPolicies: complete([aControlPolicy([statement])]) }, 'fail'],
    [
      'a policy at the log archive',
      { controlPolicies: complete([aControlPolicy([statement], { type, targets: [names.logArchive] })]) },
      'pass',
    ],
    [
      'a policy at another account',
      { controlPolicies: complete([aControlPolicy([statement], { type, targets: [names.member] })]) },
      'fail',
    ],
    [
      'storage in the management account',
      {
        buckets: complete([aLogBucket({ accountId: names.management })]),
        trails: complete([aTrail({ kmsKeyId: null })]),
      },
      'not_applicable',
    ],
    ['no trail', { trails: complete([]) }, 'not_applicable'],
    ['no organization', { organization: null }, 'not_applicable'],
    [
      'policies that could not be read',
      { controlPolicies: { items: [], complete: unknownBecause('access-denied', 'AccessDenied') } },
      'unknown',
    ],
  ])('%s -> %s', (_case, differing, status) => {
    expect(judged({}, differing).status).toBe(status);
  });
});
