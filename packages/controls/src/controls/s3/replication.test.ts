import { describe, expect, it } from 'vitest';
import { aLogBucket, anEstate, complete, names } from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { Bucket, Estate, ReplicationRule } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './replication.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const rule = (differing: Partial<ReplicationRule> = {}): ReplicationRule => ({
  id: 'copy',
  enabled: true,
  prefix: '',
  byTag: false,
  destinationBucket: 'the-copies',
  destinationAccountId: null,
  copiesDeleteMarkers: false,
  ...differing,
});
/** The verdict on the log bucket, the only one that asks for a copy. */
function judged(
  bucket: Partial<Bucket>,
  copy: Partial<Bucket> = {},
  estate: Partial<Estate> = {},
  parameters = { requireReplication: true },
) {
  const copies = aLogBucket({ name: 'the-copies', role: 'log-copy', region: 'eu-west-1', ...copy });
  const buckets = complete([aLogBucket({ replication: [rule()], ...bucket }), copies]);
  const verdicts = verdictsOf(control, anEstate({ buckets, ...estate }), parameters);
  return verdicts.find(({ status }) => status !== 'not_applicable') ?? verdicts[0];
}

describe(control.id, () => {
  it.each<[string, ReplicationRule[]]>([
    ['all objects', [rule()]],
    ['log files', [rule({ prefix: 'AWSLogs/' })]],
    ['log files by one rule of two', [rule({ enabled: false }), rule()]],
  ])('passes a copy of %s', (_case, replication) => {
    expect(judged({ replication })).toMatchObject({ status: 'pass' });
  });

  it.each<[string, Partial<Bucket>, Partial<Bucket>, string]>([
    ['no copy', { replication: null }, {}, 'no replication'],
    ['a rule that is off', { replication: [rule({ enabled: false })] }, {}, 'no enabled rule'],
    ['a rule for tagged objects', { replication: [rule({ byTag: true })] }, {}, 'no enabled rule'],
    ['a rule for another prefix', { replication: [rule({ prefix: 'other/' })] }, {}, 'AWSLogs/'],
    [
      'copies of delete markers',
      { replication: [rule({ copiesDeleteMarkers: true })] },
      {},
      'delete markers',
    ],
    ['a copy in the same Region', {}, { region: names.home }, names.home],
    ['a copy in a bucket that is gone', {}, { name: 'the-others' }, 'does not exist'],
  ])('fails %s', (_case, bucket, copy, reason) => {
    expect(judged(bucket, copy)).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  it('asks for nothing by default, nor of the copies and of access logs', () => {
    expect(judged({ replication: null }, {}, {}, { requireReplication: false })).toMatchObject({
      status: 'not_applicable',
    });
    expect(judged({ replication: null, role: 'log-copy' })).toMatchObject({ status: 'not_applicable' });
    expect(judged({ replication: null, role: 'access-logs' })).toMatchObject({ status: 'not_applicable' });
  });

  it.each<[string, Partial<Bucket>, Partial<Bucket>]>([
    ['rules', { replication: hidden }, {}],
    ['Region of the copies', {}, { region: hidden }],
    ['name of the copies', {}, { name: hidden }],
    ['policy, which tells the prefix', { policy: hidden }, {}],
  ])('does not know while the %s could not be read', (_what, bucket, copy) => {
    expect(judged(bucket, copy)).toMatchObject({ status: 'unknown' });
  });
});
