import { describe, expect, it } from 'vitest';
import { aLogBucket, anEstate, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Bucket } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './private-access-points.ts';

const on = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};
const judged = (accessPoints: Bucket['accessPoints']) =>
  verdictOf(control, anEstate({ buckets: complete([aLogBucket({ accessPoints })]) }));

describe(control.id, () => {
  it('passes a bucket without access points, and one whose are closed', () => {
    expect(judged([]).status).toBe('pass');
    expect(judged([{ name: 'readers', publicAccessBlock: on }]).status).toBe('pass');
  });

  it.each(Object.keys(on))('fails an access point without %s, among others', (name) => {
    const open = { name: 'side-door', publicAccessBlock: { ...on, [name]: false } };
    expect(judged([{ name: 'readers', publicAccessBlock: on }, open])).toMatchObject({
      status: 'fail',
      reason: `${name} off for access point side-door`,
    });
  });

  it('names the access point of a program', () => {
    const urn = 'urn:pulumi:dev::project::aws:s3/accessPoint:AccessPoint::side-door';
    const open = { name: 'side-door', publicAccessBlock: { ...on, blockPublicAcls: false }, urn };
    expect(judged([open])).toMatchObject({ evidence: [{ resource: urn }] });
  });

  it('does not know access points that could not be listed', () => {
    expect(judged(unknownBecause('access-denied', 'AccessDenied')).status).toBe('unknown');
  });
});
