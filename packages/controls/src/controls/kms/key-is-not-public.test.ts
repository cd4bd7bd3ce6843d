import { describe, expect, it } from 'vitest';
import { aKey, aKeyPolicy, anEstate, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Key } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './key-is-not-public.ts';

const judged = (policy: Key['policy']) =>
  verdictOf(control, anEstate({ keys: complete([aKey({ policy })]) }));
const allowing = (statement: Partial<PolicyStatement>) =>
  judged(aKeyPolicy({ Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*', ...statement }));

describe(control.id, () => {
  it.each<[string, Partial<PolicyStatement>]>([
    ['our account', { Condition: { StringEquals: { 'kms:CallerAccount': names.logArchive } } }],
    ['our organization', { Condition: { StringEquals: { 'aws:PrincipalOrgID': names.organizationId } } }],
    ['services for our account', { Condition: { StringEquals: { 'aws:SourceAccount': names.logArchive } } }],
    ['one account', { Principal: { AWS: names.member } }],
    ['nobody', { Effect: 'Deny' }],
  ])('passes a statement for %s', (_case, statement) => {
    expect(allowing(statement).status).toBe('pass');
  });

  it.each<[string, Partial<PolicyStatement>]>([
    ['everyone', {}],
    ['everyone, spelt out', { Principal: { AWS: ['*'] } }],
    ['all but one', { Principal: undefined, NotPrincipal: { AWS: names.member } } as never],
    [
      'everyone through S3',
      { Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } } },
    ],
    ['any account', { Condition: { StringLike: { 'kms:CallerAccount': '*' } } }],
    [
      'whoever has no account',
      { Condition: { StringEqualsIfExists: { 'kms:CallerAccount': names.member } } },
    ],
    ['all but our account', { Condition: { StringNotEquals: { 'kms:CallerAccount': names.member } } }],
  ])('fails a statement for %s', (_case, statement) => {
    expect(allowing(statement).status).toBe('fail');
  });

  it('passes the policies of a compliant key, and none at all', () => {
    expect(judged(aKeyPolicy()).status).toBe('pass');
    expect(judged(null).status).toBe('pass');
  });

  it('does not know a policy that was refused', () => {
    expect(judged(unknownBecause('access-denied', 'AccessDenied')).status).toBe('unknown');
  });
});
