import { Guardrail } from '@trailguard/baseline';
import { expect, it } from 'vitest';
import { decide, guardrailsArgs, management, member, type Row } from './organization.ts';

const own = `arn:aws:cloudtrail:us-east-1:${member}:trail/own`;
const organization = `arn:aws:cloudtrail:us-east-1:${management}:trail/trailguard-organization`;
const store = `arn:aws:cloudtrail:us-east-1:${member}:eventdatastore/1`;
const only = guardrailsArgs({ guardrails: [Guardrail.Trails] });

it.each<Row>([
  ['an administrator of a member', 'cloudtrail:StopLogging', own, 'may not'],
  ['an administrator of a member', 'cloudtrail:StopLogging', organization, 'may not'],
  ['an administrator of a member', 'cloudtrail:DeleteTrail', own, 'may not'],
  ['an administrator of a member', 'cloudtrail:UpdateTrail', own, 'may not'],
  ['an administrator of a member', 'cloudtrail:PutEventSelectors', own, 'may not'],
  ['an administrator of a member', 'cloudtrail:PutInsightSelectors', own, 'may not'],
  ['an administrator of a member', 'cloudtrail:PutEventConfiguration', own, 'may not'],
  ['an administrator of a member', 'cloudtrail:DeleteEventDataStore', store, 'may not'],
  ['an administrator of a member', 'cloudtrail:UpdateEventDataStore', store, 'may not'],
  ['an administrator of a member', 'cloudtrail:StopEventDataStoreIngestion', store, 'may not'],
  ['an administrator of a member', 'cloudtrail:DeregisterOrganizationDelegatedAdmin', '*', 'may not'],
  ['an administrator of a member', 'cloudtrail:CreateTrail', own, 'may'],
  ['an administrator of a member', 'cloudtrail:StartLogging', own, 'may'],
  ['an administrator of a member', 'cloudtrail:LookupEvents', '*', 'may'],
  ['a role of a member with a name like the deploy role', 'cloudtrail:StopLogging', own, 'may not'],
  ["a session named like the deploy role's", 'cloudtrail:StopLogging', own, 'may not'],
  ['root of a member', 'cloudtrail:StopLogging', own, 'may not'],
  ['the audit role of a member', 'cloudtrail:StopLogging', own, 'may not'],
  ['the audit role of a member', 'cloudtrail:DescribeTrails', '*', 'may'],
  ['the deploy role of a member', 'cloudtrail:UpdateTrail', own, 'may'],
  // The administrator of CloudTrail for the organization.
  ['an administrator of the security account', 'cloudtrail:StopLogging', organization, 'may not'],
  ["GuardDuty's service-linked role in a member", 'cloudtrail:StopLogging', own, 'may'],
  ['an administrator of the management account', 'cloudtrail:StopLogging', organization, 'may'],
])('%s %s on %s: %s', (who, action, resource, verdict) => {
  expect(decide(who, action, resource, only)).toBe(verdict);
});

it('lets members bend trails where the guardrail is left out', () => {
  const without = guardrailsArgs({ guardrails: [Guardrail.Membership] });
  expect(decide('an administrator of a member', 'cloudtrail:StopLogging', own, without)).toBe('may');
});
