import { describe, expect, it } from 'vitest';
import {
  aBucketPolicy,
  aLogBucket,
  anAclStatement,
  anEstate,
  aWriteStatement,
  complete,
  denied,
  names,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket } from '../../model/estate.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './log-bucket-is-not-public.ts';

const judged = (bucket: Partial<Bucket>) =>
  verdictOf(control, anEstate({ buckets: complete([aLogBucket(bucket)]) }));
const inProgram = (...statements: PolicyStatement[]) =>
  judged({ policyIsPublic: null, policy: aBucketPolicy(...statements) });

const open = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::${names.bucket}/*`,
} as const;

describe(control.id, () => {
  it('passes a bucket that AWS calls not public, without public grants', () => {
    expect(judged({}).status).toBe('pass');
  });

  it('passes a bucket without a policy', () => {
    expect(judged({ policy: null, policyIsPublic: null }).status).toBe('pass');
  });

  it('fails a bucket that AWS calls public, though Block Public Access masks it', () => {
    expect(judged({ policyIsPublic: true }).status).toBe('fail');
  });

  it.each(['AllUsers', 'AuthenticatedUsers'])('fails a grant to %s', (group) => {
    expect(judged({ publicGrants: [`http://acs.amazonaws.com/groups/global/${group}`] })).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(group),
    });
  });

  it('passes a program whose services have a source condition', () => {
    expect(inProgram(anAclStatement(), aWriteStatement()).status).toBe('pass');
  });

  it.each<[string, PolicyStatement]>([
    ['everyone', open],
    ['every AWS principal', { ...open, Principal: { AWS: '*' } }],
    [
      'all but one',
      { ...open, Principal: undefined as never, NotPrincipal: { AWS: 'arn:aws:iam::111111111111:root' } },
    ],
    ['every organization', { ...open, Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } }],
    [
      'who has no organization',
      { ...open, Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } },
    ],
    ['everyone with TLS', { ...open, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    ['half the Internet', { ...open, Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } } }],
  ])('fails a program that lets in %s', (_case, statement) => {
    expect(inProgram(statement)).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('statement 1'),
    });
  });

  it.each<[string, PolicyStatement]>([
    [
      'one organization',
      { ...open, Condition: { StringEquals: { 'aws:PrincipalOrgID': names.organizationId } } },
    ],
    ['one network', { ...open, Condition: { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } } }],
    ['one account', { ...open, Condition: { StringEquals: { 'AWS:SourceAccount': names.management } } }],
    ['nobody', { ...open, Effect: 'Deny' }],
  ])('passes a program that lets in everyone of %s', (_case, statement) => {
    expect(inProgram(statement).status).toBe('pass');
  });

  it.each<[string, Partial<Bucket>]>([
    ['AWS’s word on the policy', { policyIsPublic: denied }],
    ['the policy, without AWS’s word', { policy: denied, policyIsPublic: null }],
    ['the ACL', { publicGrants: denied }],
  ])('does not know while %s could not be read', (_what, bucket) => {
    expect(judged(bucket).status).toBe('unknown');
  });
});
