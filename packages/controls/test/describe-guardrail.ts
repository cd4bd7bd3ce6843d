import { expect, it } from 'vitest';
import type { Control } from '../src/model/control.ts';
import type { Account, ControlPolicy, Estate } from '../src/model/estate.ts';
import type { PolicyStatement } from '../src/model/policy-document.ts';
import { aControlPolicy, aDeny, anAccount, anEstate, complete, denied, names } from './builders.ts';
import { verdictOf } from './verdicts-of.ts';

/** What every guardrail has in common: which documents, attachments and exceptions keep members from its actions. */
export function describeGuardrail(control: unknown, actions: readonly string[]): void {
  const judged = (policies: readonly ControlPolicy[], differing: Partial<Estate> = {}, parameters = {}) =>
    verdictOf(
      control as Control,
      anEstate({ controlPolicies: complete(policies), ...differing }),
      parameters,
    );
  const one = (deny: Partial<PolicyStatement> = {}, policy: Partial<ControlPolicy> = {}) => [
    aControlPolicy([aDeny(actions, deny)], policy),
  ];
  const members = (...accounts: readonly Partial<Account>[]) => ({
    accounts: complete([
      anAccount({ id: names.management, ancestors: ['r-root'] }),
      ...accounts.map(anAccount),
    ]),
  });
  const [first = ''] = actions;
  const [service = ''] = first.split(':');

  it('passes where all its actions are denied at the root', () => {
    expect(judged(one()).status).toBe('pass');
  });

  it.each(actions)('fails without %s', (action) => {
    const others = actions.filter((other) => other !== action);
    expect(judged([aControlPolicy([aDeny(others)])])).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(action),
    });
  });

  it.each<[string, readonly ControlPolicy[], string]>([
    [
      'spread over statements and policies',
      actions.map((action) => aControlPolicy([aDeny([action])])),
      'pass',
    ],
    ['in other case', one({ Action: actions.map((action) => action.toUpperCase()) }), 'pass'],
    ['by everything', one({ Action: '*' }), 'pass'],
    ['by NotAction of another service', [aControlPolicy([deniesAllBut('iam:*')])], 'pass'],
    ['by NotAction that leaves them out', [aControlPolicy([deniesAllBut(`${service}:*`)])], 'fail'],
    ['on some resources', one({ Resource: 'arn:aws:s3:::logs' }), 'fail'],
    ['by an Allow', one({ Effect: 'Allow' }), 'fail'],
    ['for tagged principals', one({ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'x' } } }), 'fail'],
    ['but to everybody', one(allBut('*')), 'fail'],
    ['but to all roles', one(allBut('arn:aws:iam::*:role/*')), 'fail'],
    ['but to a stranger', one(allBut('arn:aws:iam::*:role/stranger')), 'fail'],
    [
      'but to the deploy role of one account',
      one(allBut('arn:aws:iam::444444444444:role/OrganizationAccountAccessRole')),
      'pass',
    ],
    ['to everybody at all', one({ Condition: {} }), 'pass'],
    ['by a policy that is attached nowhere', one({}, { targets: [] }), 'fail'],
    ['by a resource control policy', one({}, { type: 'RESOURCE_CONTROL_POLICY' }), 'fail'],
    ['by none', [], 'fail'],
  ])('denied %s -> %s', (_case, policies, status) => {
    expect(judged(policies).status).toBe(status);
  });

  it('takes further roles from the parameter, by name or by ARN', () => {
    const policies = one(allBut('arn:aws:iam::*:role/ci/deploy'));
    expect(judged(policies, {}, { approvedRoles: ['ci/deploy'] }).status).toBe('pass');
    expect(judged(policies, {}, { approvedRoles: ['arn:aws:iam::*:role/ci/*'] }).status).toBe('pass');
  });

  it('follows the path of each account: unit by unit, and never the management account', () => {
    const atUnit = one({}, { targets: ['ou-root-members'] });
    expect(judged(atUnit, members({ id: names.member })).status).toBe('pass');
    expect(
      judged(atUnit, members({ id: names.member }, { id: names.security, ancestors: ['r-root'] })),
    ).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(`not denied in account-${names.security}`),
    });
    const atAccounts = one({}, { targets: [names.member] });
    expect(judged(atAccounts, members({ id: names.member, ancestors: ['r-root'] })).status).toBe('pass');
  });

  it('leaves suspended accounts out', () => {
    const atUnit = one({}, { targets: ['ou-root-members'] });
    const suspended = { id: names.security, ancestors: ['r-root'], status: 'SUSPENDED' } as const;
    expect(judged(atUnit, members({ id: names.member }, suspended)).status).toBe('pass');
  });

  it.each<[string, readonly ControlPolicy[], Partial<Estate>]>([
    ['policies', [], { controlPolicies: { items: [], complete: denied } }],
    ['content', one({}, { content: denied }), {}],
    ['targets', one({}, { targets: denied }), {}],
    ['place of an account', one({}, { targets: ['ou-root-members'] }), members({ ancestors: denied })],
  ])('does not know while the %s could not be read', (_what, policies, differing) => {
    expect(judged(policies, differing).status).toBe('unknown');
  });

  it('needs no list of accounts for what holds at the root', () => {
    expect(judged(one(), { accounts: { items: [], complete: denied } }).status).toBe('pass');
  });

  it('needs no place of an account that a policy names itself', () => {
    const atAccounts = one({}, { targets: [names.member] });
    expect(judged(atAccounts, members({ id: names.member, ancestors: denied })).status).toBe('pass');
    expect(judged(atAccounts, members({ id: names.security, ancestors: denied })).status).toBe('fail');
  });

  it('says nothing of a program that declares no such guardrail', () => {
    const open = { items: [], complete: true as const };
    expect(judged([], { lens: 'preview', controlPolicies: open })).toMatchObject({
      status: 'unknown',
      because: { unknown: 'open-world' },
    });
  });

  it('does not apply to an account that stands alone', () => {
    expect(judged(one(), { organization: null }).status).toBe('not_applicable');
  });
}

function allBut(pattern: string): Partial<PolicyStatement> {
  return { Condition: { ArnNotLike: { 'aws:PrincipalArn': [pattern] } } };
}

function deniesAllBut(pattern: string): PolicyStatement {
  return { Effect: 'Deny', NotAction: pattern, Resource: '*' };
}
