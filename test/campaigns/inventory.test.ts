import { expect, it } from 'vitest';
import { recorded } from './inventory.ts';

const resource = (type: string, outputs: Record<string, unknown>) => ({
  urn: `urn:pulumi:s::p::${type}::one`,
  type,
  custom: true,
  outputs,
});

it('tells of a state what its account ought to have, without the account itself and what is none of AWS', () => {
  expect(
    recorded([
      resource('pulumi:providers:aws', {}),
      resource('aws:organizations/account:Account', { id: '123456789012' }),
      resource('aws:sqs/queue:Queue', { region: 'eu-west-1', name: 'undelivered' }),
      resource('aws:iam/role:Role', { name: 'TrailGuardAudit' }),
    ]),
  ).toEqual(['aws:iam/role:Role TrailGuardAudit', 'aws:sqs/queue:Queue eu-west-1 undelivered']);
});

it('refuses a state with something that nobody would look for in the account', () => {
  expect(() => recorded([resource('aws:sns/topic:Topic', { name: 'alerts' })])).toThrow(
    'nothing here lists resources of type aws:sns/topic:Topic',
  );
});
