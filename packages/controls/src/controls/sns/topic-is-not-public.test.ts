import { describe, expect, it } from 'vitest';
import {
  anEstate,
  aPublishStatement,
  aTopic,
  complete,
  denied,
  names,
  open,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate } from '../../model/estate.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './topic-is-not-public.ts';

const judged = (statement: Partial<PolicyStatement>, estate: Partial<Estate> = {}) =>
  verdictOf(
    control,
    anEstate({
      topics: complete([
        aTopic({ policy: { Statement: [{ ...aPublishStatement('s3.amazonaws.com'), ...statement }] } }),
      ]),
      ...estate,
    }),
  ).status;
const root = (id: string) => ({ Principal: { AWS: `arn:aws:iam::${id}:root` } });
const everyone = (Condition: PolicyStatement['Condition'] = {}) => ({ Principal: { AWS: '*' }, Condition });

describe(control.id, () => {
  it.each<[string, Partial<PolicyStatement>, string]>([
    ['a service', {}, 'pass'],
    ['everyone', everyone(), 'fail'],
    ['everyone, as *', { Principal: '*' }, 'fail'],
    ['everyone with TLS', everyone({ Bool: { 'aws:SecureTransport': 'true' } }), 'fail'],
    ['every source', everyone({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:*' } }), 'fail'],
    [
      'the owner, as SNS writes it',
      everyone({ StringEquals: { 'AWS:SourceOwner': names.management } }),
      'pass',
    ],
    ['our organization', everyone({ StringEquals: { 'aws:PrincipalOrgID': names.organizationId } }), 'pass'],
    ['its own account', root(names.management), 'pass'],
    ['an account of ours', root(names.member), 'pass'],
    ['a foreign account', root('999999999999'), 'fail'],
    ['a foreign account by its id', { Principal: { AWS: '999999999999' } }, 'fail'],
    ['nobody', { ...everyone(), Effect: 'Deny' }, 'pass'],
  ])('a topic that is open to %s', (_whom, statement, status) => {
    expect(judged(statement)).toBe(status);
  });

  it('does not know whether an account is foreign while ours are not all known', () => {
    expect(judged(root('999999999999'), { accounts: { items: [], complete: open } })).toBe('unknown');
  });

  it('passes a topic without a policy, and does not know one that could not be read', () => {
    const topic = (policy: null | typeof denied) =>
      verdictOf(control, anEstate({ topics: complete([aTopic({ policy })]) })).status;
    expect([topic(null), topic(denied)]).toEqual(['pass', 'unknown']);
  });
});
