import { describe, expect, it } from 'vitest';
import {
  aBucketPolicy,
  aLogBucket,
  anAclStatement,
  anEstate,
  aTrail,
  aWriteStatement,
  complete,
  denied,
  names,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket, Estate } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './cloudtrail-may-write-alone.ts';

function judged(bucket: Partial<Bucket>, estate: Partial<Estate> = {}, parameters = {}) {
  const buckets = complete([aLogBucket(bucket)]);
  return verdictOf(control, anEstate({ buckets, trails: complete([aTrail()]), ...estate }), parameters);
}
function withStatements(
  acl: Partial<PolicyStatement>,
  write: Partial<PolicyStatement>,
  estate: Partial<Estate> = {},
) {
  return judged({ policy: aBucketPolicy(anAclStatement(acl), aWriteStatement(write)) }, estate);
}
const onBoth = (Condition: PolicyStatement['Condition'], estate: Partial<Estate> = {}) =>
  withStatements(
    { Condition } as Partial<PolicyStatement>,
    { Condition } as Partial<PolicyStatement>,
    estate,
  );

describe(control.id, () => {
  it.each<[string, PolicyStatement['Condition']]>([
    ['the trail’s ARN', { StringEquals: { 'aws:SourceArn': names.trailArn } }],
    ['a list with the trail’s ARN', { ArnLike: { 'AWS:SourceArn': [names.trailArn] } }],
    [
      'any trail of our account',
      { ArnLike: { 'aws:SourceArn': `arn:aws:cloudtrail:*:${names.management}:trail/*` } },
    ],
    ['our account', { StringEquals: { 'aws:SourceAccount': names.management } }],
    ['our organization', { StringEquals: { 'aws:SourceOrgID': names.organizationId } }],
  ])('passes statements that admit %s', (_case, condition) => {
    expect(onBoth(condition).status).toBe('pass');
  });

  it('accepts the condition on the ACL of what is written', () => {
    const Condition = {
      StringEquals: { 'aws:SourceArn': names.trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' },
    };
    expect(withStatements({}, { Condition }).status).toBe('pass');
  });

  it.each<[string, PolicyStatement['Condition'], string]>([
    ['without a condition', {}, 'every trail of every customer'],
    [
      'whose condition may be missing',
      { StringEqualsIfExists: { 'aws:SourceArn': names.trailArn } },
      'every trail',
    ],
    [
      'with another condition',
      { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      'every trail',
    ],
    [
      'with an open account',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:*:trail/organization' } },
      'leaves the account open',
    ],
    [
      'with a stranger’s trail',
      { ArnEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:999999999999:trail/x' } },
      'no trail of ours',
    ],
    [
      'with our trail and a stranger’s',
      {
        ArnEquals: { 'aws:SourceArn': [names.trailArn, 'arn:aws:cloudtrail:us-east-1:999999999999:trail/x'] },
      },
      'no trail of ours',
    ],
    ['with a stranger’s account', { StringEquals: { 'aws:SourceAccount': '999999999999' } }, 'none of ours'],
    ['with another organization', { StringEquals: { 'aws:SourceOrgID': 'o-strangeorgid' } }, 'is not ours'],
  ])('fails statements %s', (_case, condition, reason) => {
    expect(onBoth(condition)).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  const bucketArn = `arn:aws:s3:::${names.bucket}`;
  it.each<[string, PolicyStatement['Resource'], string]>([
    ['the whole bucket', `${bucketArn}/*`, 'not only below AWSLogs/ID/'],
    ['the prefix of every account', `${bucketArn}/AWSLogs/*`, 'not only below AWSLogs/ID/'],
    ['everything', '*', 'bare wildcard'],
    [
      'one account of an organization’s trail',
      `${bucketArn}/AWSLogs/${names.management}/*`,
      `AWSLogs/${names.organizationId}/`,
    ],
    [
      'the organization without the management account',
      `${bucketArn}/AWSLogs/${names.organizationId}/*`,
      `AWSLogs/${names.management}/`,
    ],
  ])('fails writing to %s', (_case, Resource, reason) => {
    expect(withStatements({}, { Resource } as Partial<PolicyStatement>)).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(reason),
    });
  });

  it('follows the prefix of the trail', () => {
    const trails = complete([aTrail({ keyPrefix: 'audit' })]);
    const prefixed = [names.management, names.organizationId].map(
      (id) => `${bucketArn}/audit/AWSLogs/${id}/*`,
    );
    expect(withStatements({}, { Resource: prefixed }, { trails }).status).toBe('pass');
    expect(withStatements({}, {}, { trails })).toMatchObject({
      reason: expect.stringContaining('audit/AWSLogs'),
    });
  });

  it.each<[string, PolicyStatement[], string]>([
    ['to write', [anAclStatement()], 'write log files'],
    ['to read the ACL', [aWriteStatement()], 'read the bucket’s ACL'],
  ])('fails without a statement %s', (_case, statements, reason) => {
    expect(judged({ policy: aBucketPolicy(...statements) })).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(reason),
    });
  });

  it('fails a policy that lets the organization in and not the account of its trail, whatever trails are seen', () => {
    const Resource = `arn:aws:s3:::${names.bucket}/AWSLogs/${names.organizationId}/*`;
    const policy = aBucketPolicy(anAclStatement(), aWriteStatement({ Resource }));
    const unseen = { items: [], complete: unknownBecause('open-world', 'the program does not show it') };
    expect(judged({ policy }, { trails: unseen })).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(`AWSLogs/${names.management}/`),
    });
  });

  it('fails a bucket without a policy', () => {
    expect(judged({ policy: null }).status).toBe('fail');
  });

  it('fails when a second trail of ours is not admitted', () => {
    const arn = names.trailArn.replace('organization', 'second');
    const trails = complete([aTrail(), aTrail({ arn, name: 'second' })]);
    expect(judged({}, { trails })).toMatchObject({ status: 'fail', reason: expect.stringContaining(arn) });
  });

  describe('with an account of ours that is not judged', () => {
    const accountsLeftOut = ['555555555555'];
    const itsTrail = 'arn:aws:cloudtrail:us-east-1:555555555555:trail/own';

    it('does not know whether a trail of that account is there', () => {
      expect(
        onBoth({ ArnEquals: { 'aws:SourceArn': [names.trailArn, itsTrail] } }, { accountsLeftOut }),
      ).toMatchObject({
        status: 'unknown',
        because: { unknown: 'not-read', detail: expect.stringContaining('555555555555') },
      });
    });

    it.each<[string, PolicyStatement['Condition']]>([
      ['the account', { StringEquals: { 'aws:SourceAccount': [names.management, '555555555555'] } }],
      [
        'any of its trails',
        { ArnLike: { 'aws:SourceArn': [names.trailArn, 'arn:aws:cloudtrail:*:555555555555:trail/*'] } },
      ],
    ])('passes statements that admit %s', (_case, condition) => {
      expect(onBoth(condition, { accountsLeftOut }).status).toBe('pass');
    });

    it('still fails a stranger’s trail', () => {
      const stranger = 'arn:aws:cloudtrail:us-east-1:999999999999:trail/x';
      expect(
        onBoth({ ArnEquals: { 'aws:SourceArn': [names.trailArn, stranger] } }, { accountsLeftOut }).status,
      ).toBe('fail');
    });
  });

  it('takes approved trails from the parameter', () => {
    const parameters = { trailArns: ['arn:aws:cloudtrail:us-east-1:999999999999:trail/x'] };
    const Condition = { ArnEquals: { 'aws:SourceArn': names.trailArn } };
    const policy = aBucketPolicy(anAclStatement({ Condition }), aWriteStatement({ Condition }));
    expect(judged({ policy }, {}, parameters).status).toBe('fail');
    expect(judged({ policy }, {}, { trailArns: [names.trailArn] }).status).toBe('pass');
  });

  it('is not about a bucket that no trail delivers into', () => {
    expect(judged({ role: 'access-logs', policy: null }).status).toBe('not_applicable');
  });

  it.each<[string, Partial<Bucket>, Partial<Estate>]>([
    ['policy', { policy: denied }, {}],
    ['trails', {}, { trails: { items: [], complete: denied } }],
    ['trail’s ARN', {}, { trails: complete([aTrail({ arn: denied })]) }],
    ['trail’s prefix', {}, { trails: complete([aTrail({ keyPrefix: denied })]) }],
    ['organization', {}, { organization: denied }],
  ])('does not know while the %s could not be read', (_what, bucket, estate) => {
    expect(judged(bucket, estate).status).toBe('unknown');
  });
});
