import { describe, expect, it } from 'vitest';
import { aLogBucket, anEstate, aTrail, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket, Estate } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './bucket-is-ours.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const judged = (bucket: Partial<Bucket>, parameters = {}, estate: Partial<Estate> = {}) =>
  verdictOf(
    control,
    anEstate({ buckets: complete([aLogBucket(bucket)]), trails: complete([aTrail()]), ...estate }),
    parameters,
  );

describe(control.id, () => {
  it.each<[string, Partial<Bucket>, object]>([
    ['of an account of the organization', {}, {}],
    ['of an approved account', {}, { approvedAccountIds: [names.logArchive] }],
    ['in an approved Region', {}, { approvedRegions: [names.home] }],
    ['that the program makes, in whichever account', { accountId: '(account of provider x)' }, {}],
  ])('passes a bucket %s', (_case, bucket, parameters) => {
    expect(judged(bucket, { ...parameters }).status).toBe('pass');
  });

  it.each<[string, Partial<Bucket>, object, Partial<Estate>]>([
    ['that does not exist', { name: 'another' }, {}, {}],
    ['of a stranger', { accountId: '999999999999' }, {}, {}],
    ['of an account that is not approved', {}, { approvedAccountIds: [names.security] }, {}],
    ['in another Region', { region: 'eu-west-1' }, { approvedRegions: [names.home] }, {}],
  ])('fails a bucket %s', (_case, bucket, parameters, estate) => {
    expect(judged(bucket, { ...parameters }, estate).status).toBe('fail');
  });

  it('says that the name of a bucket which is gone may be taken', () => {
    expect(judged({}, {}, { buckets: complete([]) })).toMatchObject({
      reason: expect.stringContaining('anyone may take its name'),
    });
  });

  it.each<[string, Partial<Bucket>, object, Partial<Estate>]>([
    ['owner, which answers 403', { accountId: hidden }, {}, {}],
    ['owner in a program', { accountId: '(account x)' }, { approvedAccountIds: [names.logArchive] }, {}],
    ['Region', { region: hidden }, { approvedRegions: [names.home] }, {}],
    ['Region in a program', { region: '(Region x)' }, { approvedRegions: [names.home] }, {}],
    ['name of the trail’s bucket', {}, {}, { trails: complete([aTrail({ bucketName: hidden })]) }],
    ['buckets', {}, {}, { buckets: { items: [], complete: hidden } }],
  ])('does not know while the %s is not known', (_what, bucket, parameters, estate) => {
    expect(judged(bucket, { ...parameters }, estate).status).toBe('unknown');
  });
});
