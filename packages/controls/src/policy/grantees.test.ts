import { describe, expect, it } from 'vitest';
import type { PolicyStatement } from '../model/policy-document.ts';
import { accountOfPrincipal, granteesOf, isOneRole } from './grantees.ts';

const role = 'arn:aws:iam::111111111111:role/path/reader';
const of = (statement: Partial<PolicyStatement>) =>
  granteesOf({ Effect: 'Allow', ...statement }).map(({ kind, name }) => `${kind} ${name}`);

describe('granteesOf', () => {
  it.each<[string, Partial<PolicyStatement>, string[]]>([
    ['everyone', { Principal: '*' }, ['everyone *']],
    [
      'several kinds',
      { Principal: { AWS: [role, '1'], Service: 's3.amazonaws.com', Federated: 'x' } },
      [`principal ${role}`, 'principal 1', 'service s3.amazonaws.com', 'other x'],
    ],
    [
      'roles that a condition names',
      {
        Principal: '*',
        Condition: { ArnLike: { 'AWS:PrincipalArn': [role, 'arn:aws:iam::*:role/b'] } },
      },
      [`principal ${role}`, 'principal arn:aws:iam::*:role/b'],
    ],
    [
      'an organization',
      {
        Principal: { AWS: '*' },
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
      },
      ['organization o-1'],
    ],
    [
      'an organization only where it stands for everyone',
      {
        Principal: { AWS: role },
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
      },
      [`principal ${role}`],
    ],
    [
      'no role of a condition that holds without',
      {
        Principal: '*',
        Condition: { 'ForAllValues:StringEquals': { 'aws:PrincipalArn': role } },
      },
      ['everyone *'],
    ],
    [
      'no role of a condition that excepts',
      {
        Principal: '*',
        Condition: { StringNotEquals: { 'aws:PrincipalArn': role } },
      },
      ['everyone *'],
    ],
    [
      'services as they are',
      {
        Principal: { Service: 's3.amazonaws.com' },
        Condition: { ArnLike: { 'aws:PrincipalArn': role } },
      },
      ['service s3.amazonaws.com'],
    ],
    ['all but some', { NotPrincipal: { AWS: role } }, ['everyone NotPrincipal']],
  ])('names %s', (_what, statement, expected) => {
    expect(of(statement)).toEqual(expected);
  });
});

it.each([
  ['111111111111', '111111111111'],
  [role, '111111111111'],
  ['arn:aws:iam::*:role/x', undefined],
  ['*', undefined],
  ['AIDAEXAMPLE', undefined],
])('the account of %s is %s', (name, account) => {
  expect(accountOfPrincipal(name)).toBe(account);
});

it.each([
  [role, true],
  ['arn:aws-us-gov:iam::111111111111:role/x', true],
  ['arn:aws:iam::111111111111:role/*', false],
  ['arn:aws:iam::111111111111:role/$'.concat('{aws:username}'), false],
  ['arn:aws:iam::111111111111:root', false],
  ['arn:aws:iam::111111111111:role/', false],
])('%s is one role: %s', (name, is) => {
  expect(isOneRole(name)).toBe(is);
});
