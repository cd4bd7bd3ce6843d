import { describe, expect, it } from 'vitest';
import {
  aBucketPolicy,
  aLogBucket,
  anEstate,
  aWriteStatement,
  complete,
  names,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './least-privilege.ts';

const reader = `arn:aws:iam::${names.security}:role/log-reader`;
const approved = { readerRoleArns: [reader] };
const judged = (bucket: Partial<Bucket>, parameters: object = approved) =>
  verdictOf(control, anEstate({ buckets: complete([aLogBucket(bucket)]) }), { ...parameters });
const allowing = (
  statement: Partial<PolicyStatement>,
  parameters: object = approved,
  bucket: Partial<Bucket> = {},
) =>
  judged(
    {
      policy: aBucketPolicy(aWriteStatement(), {
        Sid: 'Read',
        Effect: 'Allow',
        Principal: { AWS: reader },
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: '*',
        ...statement,
      }),
      ...bucket,
    },
    parameters,
  );
const root = { AWS: `arn:aws:iam::${names.security}:root` };

describe(control.id, () => {
  it.each<[string, Partial<PolicyStatement>, object]>([
    ['an approved reader', {}, approved],
    [
      'an account narrowed to approved readers',
      { Principal: root, Condition: { ArnLike: { 'aws:PrincipalArn': [reader] } } },
      approved,
    ],
    [
      'a role of Identity Center by its pattern',
      {
        Principal: root,
        Condition: {
          ArnLike: {
            'aws:PrincipalArn': `arn:aws:iam::${names.security}:role/aws-reserved/x/AWSReservedSSO_Auditor_1a2b`,
          },
        },
      },
      { readerRoleArns: ['arn:aws:iam::*:role/aws-reserved/*/AWSReservedSSO_Auditor_*'] },
    ],
    ['a reader that restores archived files', { Action: ['s3:Get*', 's3:RestoreObject'] }, approved],
    [
      'the organization where that is wanted',
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': names.organizationId } } },
      { orgWideRead: true },
    ],
  ])('passes %s', (_case, statement, parameters) => {
    expect(allowing(statement, parameters).status).toBe('pass');
  });

  it.each<[string, Partial<PolicyStatement>, string]>([
    ['everyone', { Principal: '*' }, 'no approved reader'],
    ['all but one role', { Principal: undefined, NotPrincipal: { AWS: reader } } as never, 'NotPrincipal'],
    ['a whole account', { Principal: root }, 'is no role'],
    ['a user', { Principal: { AWS: `arn:aws:iam::${names.security}:user/eve` } }, 'is no role'],
    ['another role', { Principal: { AWS: `${reader}-2` } }, 'no approved reader'],
    ['a reader that writes', { Action: ['s3:GetObject', 's3:PutObject'] }, 's3:PutObject'],
    ['a reader of another account with s3:*', { Action: 's3:*' }, 'PutBucketPolicy'],
    ['what a statement leaves out', { Action: undefined, NotAction: 's3:Delete*' } as never, 'leaves out'],
    [
      'the organization unasked',
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': names.organizationId } } },
      'orgWideRead',
    ],
    [
      'a narrowing that also holds without its key',
      { Principal: root, Condition: { ArnLikeIfExists: { 'aws:PrincipalArn': reader } } },
      'is no role',
    ],
    ['an identity provider', { Principal: { Federated: 'accounts.google.com' } }, 'accounts.google.com'],
  ])('fails %s', (_case, statement, reason) => {
    expect(allowing(statement)).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  it('fails a service that may act for any customer, beside readers', () => {
    const policy = aBucketPolicy(aWriteStatement({ Condition: {} }), {
      Effect: 'Allow',
      Principal: { AWS: reader },
      Action: 's3:GetObject',
      Resource: '*',
    });
    expect(judged({ policy })).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('any customer'),
    });
  });

  it('lets the role that copies write into the bucket of the copies, and nowhere else', () => {
    const copier = {
      Principal: { AWS: `arn:aws:iam::${names.logArchive}:role/copy` },
      Action: 's3:Replicate*',
    };
    expect(allowing(copier, approved, { role: 'log-copy' }).status).toBe('pass');
    expect(allowing(copier).status).toBe('fail');
  });

  it('is not about a policy that admits services alone, or none', () => {
    expect(judged({}).status).toBe('not_applicable');
    expect(judged({ policy: null }).status).toBe('not_applicable');
  });

  it('does not know a role while no readers are configured, nor a policy that is hidden', () => {
    expect(allowing({}, {}).status).toBe('unknown');
    expect(judged({ policy: unknownBecause('unresolved', 'later') }).status).toBe('unknown');
  });
});
