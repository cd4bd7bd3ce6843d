import { describe, expect, it } from 'vitest';
import { aKey, aLogBucket, anEstate, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, Key } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './key-lives-apart.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const approved = { approvedAccountIds: [names.logArchive, names.security] };
const judged = (key: Partial<Key>, parameters: object = approved, estate: Partial<Estate> = {}) =>
  verdictOf(control, anEstate({ keys: complete([aKey(key)]), ...estate }), { ...parameters });
const copied = [
  {
    id: 'copy',
    enabled: true,
    prefix: '',
    byTag: false,
    destinationBucket: 'copy',
    destinationAccountId: null,
    copiesDeleteMarkers: false,
  },
];

describe(control.id, () => {
  it.each<[string, Partial<Key>, object, string]>([
    ['the log archive', {}, approved, 'pass'],
    ['the security account', { accountId: names.security }, approved, 'pass'],
    ['the management account', { accountId: names.management }, approved, 'fail'],
    ['the management account, whatever is approved,', { accountId: names.management }, {}, 'fail'],
    ['a workload account', { accountId: names.member }, approved, 'fail'],
    ['an account while none is approved', {}, {}, 'unknown'],
    ['a hidden account', { accountId: hidden }, approved, 'unknown'],
    ['a program’s unnamed account', { accountId: '(account of provider x)' }, approved, 'unknown'],
  ])('a key of %s -> %s', (_case, key, parameters, status) => {
    expect(judged(key, parameters).status).toBe(status);
  });

  it('asks why a key is in several Regions: log files must be copied', () => {
    const isMultiRegion = { isMultiRegion: true };
    const withReplication = (replication: typeof copied | null | typeof hidden) =>
      judged(isMultiRegion, approved, { buckets: complete([aLogBucket({ replication })]) }).status;
    expect(withReplication(copied)).toBe('pass');
    expect(withReplication(null)).toBe('fail');
    expect(withReplication(hidden)).toBe('unknown');
  });

  it('is not about a standalone account', () => {
    expect(judged({ accountId: names.management }, {}, { organization: null }).status).toBe('not_applicable');
  });
});
