import type { Bucket, LifecycleRule } from '../../model/estate.ts';
import { type Fact, isUnknown, type Unknown } from '../../model/fact.ts';
import {
  doesNotSink,
  doesNotStepDown,
  isKept,
  isNotLoosened,
  isNotRemovedSooner,
  losesNone,
  staysOff,
  staysOn,
} from '../measures.ts';
import { refusalOf } from '../service-access.ts';
import { servicesAdmittedBy } from './admitted.ts';
import { guard, thing } from './guard.ts';

/** A bucket of log files, copies, findings or access logs. */
export const bucket = guard({
  find: ({ buckets }) =>
    buckets.items
      .filter(({ role }) => role !== 'other')
      .map((one) => ({
        ...thing(one, one.name),
        values: {
          publicAccess: of(one.publicAccessBlock, switchedOn),
          accountPublicAccess: of(one.accountPublicAccessBlock, switchedOn),
          policy: one.policy,
          admitsTrail: admitsTrail(one),
          ownership: one.ownership,
          services: servicesAdmittedBy(one.policy),
          versioning: of(one.versioning, (status) => status === 'Enabled'),
          mfaDelete: one.mfaDelete,
          lockMode: of(one.objectLock, ({ defaultRetention }) => defaultRetention?.mode ?? null),
          lockDays: of(one.objectLock, ({ defaultRetention }) => defaultRetention?.days ?? null),
          encryption: of(one.encryption, ({ algorithm }) => algorithm),
          key: of(one.encryption, ({ keyId }) => keyId),
          expiry: of(one.lifecycle, daysToRemoval),
          noncurrentExpiry: of(one.lifecycle, daysToRemovalOfReplaced),
          copies: of(one.replication, (rules) =>
            rules.filter(({ enabled }) => enabled).map(({ destinationBucket }) => destinationBucket),
          ),
          accessLog: of(one.accessLogging, ({ targetBucket }) => targetBucket),
          removalNotices: of(
            one.notifications,
            ({ eventBridge, targets }) =>
              eventBridge || targets.some(({ events }) => events.some((name) => /Removed|\*$/.test(name))),
          ),
          isProtected: of(one.removal, ({ isProtected }) => isProtected),
          isForced: of(one.removal, ({ isForced }) => isForced),
        },
      })),
  measures: {
    publicAccess: losesNone('Block Public Access'),
    accountPublicAccess: losesNone('Block Public Access of the account'),
    policy: isNotLoosened('bucket policy'),
    admitsTrail: staysOn('CloudTrail may write'),
    ownership: doesNotStepDown('object ownership', [
      'ObjectWriter',
      'BucketOwnerPreferred',
      'BucketOwnerEnforced',
    ]),
    services: losesNone('bucket policy'),
    versioning: staysOn('versioning'),
    mfaDelete: staysOn('MFA Delete'),
    lockMode: doesNotStepDown('Object Lock mode', ['GOVERNANCE', 'COMPLIANCE']),
    lockDays: doesNotSink('Object Lock retention in days'),
    encryption: doesNotStepDown('default encryption', ['AES256', 'aws:kms', 'aws:kms:dsse']),
    key: isKept('key of the default encryption'),
    expiry: isNotRemovedSooner('days until objects are removed'),
    noncurrentExpiry: isNotRemovedSooner('days until replaced objects are removed'),
    copies: losesNone('copies into'),
    accessLog: isKept('access log'),
    removalNotices: staysOn('notices of removed objects'),
    isProtected: staysOn('protection from deletion by the program'),
    isForced: staysOff('deletion with all objects'),
  },
  whenGone: 'what it keeps is deleted with it, and nothing can be delivered there',
});

/** Whether a bucket of log files lets CloudTrail in: its trail may be another program's. */
function admitsTrail({ role, policy }: Bucket): boolean | null | Unknown {
  if (role !== 'trail-logs') return null;
  if (policy === null) return false;
  return isUnknown(policy) ? policy : refusalOf(policy, 's3:PutObject') === undefined;
}

/** Applies a function to a value that is known and not absent. */
function of<T, R>(fact: Fact<T>, read: (value: T) => R): R | null | Unknown {
  if (fact === null || isUnknown(fact)) return fact as Unknown | null;
  return read(fact as T);
}

function switchedOn(
  block: NonNullable<Exclude<Bucket['publicAccessBlock'], { unknown: unknown }>>,
): readonly string[] {
  return Object.entries(block)
    .filter(([, isOn]) => isOn)
    .map(([name]) => name)
    .sort();
}

/** The shortest time after which a rule removes versions that were current. */
function daysToRemoval(rules: readonly LifecycleRule[]): number | null {
  const days = rules
    .filter(({ enabled }) => enabled)
    .flatMap(({ expirationDays, expirationDate }) =>
      expirationDate !== null ? [0] : (expirationDays ?? []),
    );
  return days.length === 0 ? null : Math.min(...days);
}

/** The shortest time after which a rule removes versions that were replaced or deleted. */
function daysToRemovalOfReplaced(rules: readonly LifecycleRule[]): number | null {
  const days = rules
    .filter(({ enabled }) => enabled)
    .flatMap(({ noncurrentExpirationDays }) => noncurrentExpirationDays ?? []);
  return days.length === 0 ? null : Math.min(...days);
}
