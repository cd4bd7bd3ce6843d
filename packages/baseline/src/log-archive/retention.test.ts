import { expect, it } from 'vitest';
import { logLifecycle, retentionFaults } from './retention.ts';

const good = { logRetentionDays: 2555, objectLockDays: 365, archiveAfterDays: 365 };

it('finds no fault in periods that fit together', () => {
  expect(retentionFaults(good)).toEqual([]);
});

it('names every fault of the periods', () => {
  expect(retentionFaults({ logRetentionDays: 365, objectLockDays: 365, archiveAfterDays: 0.5 })).toEqual([
    'archiveAfterDays is 0.5; it must be a whole number of days, at least 1',
    'logRetentionDays (365) must be longer than objectLockDays (365): S3 cannot remove a file that is still locked',
  ]);
});

it('archives nothing that is removed before', () => {
  const [rule] = logLifecycle({ logRetentionDays: 400, objectLockDays: 365, archiveAfterDays: 400 });
  expect(rule).not.toHaveProperty('transitions');
  expect(logLifecycle(good)[0]).toHaveProperty('transitions', [{ days: 365, storageClass: 'GLACIER' }]);
});

it('keeps replaced versions for as long as a lock, and for a quarter at least', () => {
  const noncurrent = (objectLockDays: number) => {
    const [rule] = logLifecycle({ ...good, objectLockDays });
    return rule && 'noncurrentVersionExpiration' in rule ? rule.noncurrentVersionExpiration : undefined;
  };
  expect([noncurrent(1), noncurrent(90), noncurrent(400)]).toEqual([
    { noncurrentDays: 90 },
    { noncurrentDays: 90 },
    { noncurrentDays: 400 },
  ]);
});

it('checks the retention of access logs as well', () => {
  expect(retentionFaults({ ...good, accessLogRetentionDays: 0 })).toEqual([
    'accessLogRetentionDays is 0; it must be a whole number of days, at least 1',
  ]);
});
