import { describe, expect, it } from 'vitest';
import {
  aBucketPolicy,
  aLogBucket,
  anAccessLogBucket,
  anEstate,
  aWriteStatement,
  complete,
  names,
} from '../../../test/builders.ts';
import { verdictOf, verdictsOf } from '../../../test/verdicts-of.ts';
import type { Bucket, LifecycleRule } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './lifecycle.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const [standard] = aLogBucket().lifecycle as readonly LifecycleRule[];
const rule = (differing: Partial<LifecycleRule>) => ({ ...(standard as LifecycleRule), ...differing });
const judged = (bucket: Partial<Bucket>) =>
  verdictOf(control, anEstate({ buckets: complete([aLogBucket(bucket)]) }));
const none = {
  transitions: false,
  expirationDays: null,
  noncurrentExpirationDays: null,
  abortUploadsDays: null,
};

describe(control.id, () => {
  it.each<[string, LifecycleRule[]]>([
    ['one rule for all', [rule({})]],
    ['a rule for the whole bucket', [rule({ prefix: '' })]],
    ['archiving without removal', [rule({ expirationDays: null })]],
    ['removal without archiving', [rule({ transitions: false })]],
    [
      'replaced versions that are archived',
      [rule({ noncurrentExpirationDays: null, noncurrentTransitions: true })],
    ],
    [
      'a rule for each duty',
      [
        rule({ ...none, expirationDays: 400 }),
        rule({ ...none, noncurrentExpirationDays: 90 }),
        rule({ ...none, abortUploadsDays: 7 }),
      ],
    ],
  ])('passes %s', (_case, lifecycle) => {
    expect(judged({ lifecycle }).status).toBe('pass');
  });

  it.each<[string, LifecycleRule[] | null, string]>([
    ['no rules', null, 'no lifecycle rules'],
    ['a rule that is off', [rule({ enabled: false })], 'archives or removes'],
    ['a rule for tagged objects, which log files are not', [rule({ byTag: true })], 'archives or removes'],
    ['a rule for large objects', [rule({ bySize: true })], 'archives or removes'],
    ['a rule for another prefix', [rule({ prefix: 'other/' })], 'AWSLogs/'],
    ['a rule for one account alone', [rule({ prefix: `AWSLogs/${names.management}/` })], 'AWSLogs/'],
    ['replaced versions left alone', [rule({ noncurrentExpirationDays: null })], 'replaced'],
    ['unfinished uploads left alone', [rule({ abortUploadsDays: null })], 'uploads'],
    [
      'neither archive nor removal',
      [rule({ transitions: false, expirationDays: null })],
      'archives or removes',
    ],
  ])('fails %s', (_case, lifecycle, reason) => {
    expect(judged({ lifecycle })).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  it('asks for each prefix that a trail may write under', () => {
    const policy = aBucketPolicy(
      aWriteStatement({ Resource: `arn:aws:s3:::${names.bucket}/audit/AWSLogs/${names.management}/*` }),
    );
    expect(judged({ policy })).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('audit/AWSLogs/'),
    });
    expect(judged({ policy, lifecycle: [rule({ prefix: 'audit/' })] }).status).toBe('pass');
  });

  it('asks for the prefix of access logs where they are kept', () => {
    const target = anAccessLogBucket({ lifecycle: [rule({ prefix: 'elsewhere/' })] });
    const [verdict] = verdictsOf(control, anEstate({ buckets: complete([aLogBucket(), target]) }));
    expect(verdict).toMatchObject({ status: 'fail', reason: expect.stringContaining('logs/') });
  });

  it('is not about a bucket with MFA Delete, which can have no rules', () => {
    expect(judged({ lifecycle: null, mfaDelete: true }).status).toBe('not_applicable');
    expect(judged({ lifecycle: null, mfaDelete: false }).status).toBe('fail');
  });

  it.each<[string, Partial<Bucket>]>([
    ['rules', { lifecycle: hidden }],
    ['MFA Delete of a bucket without rules', { lifecycle: null, mfaDelete: hidden }],
    ['policy, which tells the prefix', { policy: hidden }],
  ])('does not know while the %s could not be read', (_what, bucket) => {
    expect(judged(bucket).status).toBe('unknown');
  });
});
