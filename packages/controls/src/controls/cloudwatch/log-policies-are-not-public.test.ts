import { describe, expect, it } from 'vitest';
import { aLogResourcePolicy, anEstate, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf, verdictsOf } from '../../../test/verdicts-of.ts';
import type { LogResourcePolicy } from '../../model/estate.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './log-policies-are-not-public.ts';

const judged = (resource: Partial<LogResourcePolicy>) =>
  verdictOf(control, anEstate({ logResourcePolicies: complete([aLogResourcePolicy(resource)]) }));
const open: PolicyStatement = { Effect: 'Allow', Principal: '*', Action: 'logs:PutLogEvents', Resource: '*' };
const of = (differing: Partial<PolicyStatement>) => ({ policy: { Statement: [{ ...open, ...differing }] } });

describe(control.id, () => {
  it.each<[string, Partial<LogResourcePolicy>, string]>([
    ['for a service of our account', {}, 'pass'],
    ['for everyone', of({}), 'fail'],
    ['for every AWS principal', of({ Principal: { AWS: '*' } }), 'fail'],
    [
      'for everyone of our account',
      of({ Condition: { StringEquals: { 'aws:SourceAccount': names.management } } }),
      'pass',
    ],
    ['against everyone', of({ Effect: 'Deny' }), 'pass'],
    ['that could not be read', { policy: denied }, 'unknown'],
    ['without a document', { policy: null }, 'not_applicable'],
  ])('a policy %s', (_what, resource, status) => {
    expect(judged(resource).status).toBe(status);
  });

  it('says nothing where there is no policy, and what it does not know where they could not be listed', () => {
    expect(verdictsOf(control, anEstate({ logResourcePolicies: complete([]) }))).toEqual([]);
    const [verdict] = verdictsOf(control, anEstate({ logResourcePolicies: { items: [], complete: denied } }));
    expect(verdict?.status).toBe('unknown');
  });
});
