import {
  type Fact,
  isUnknown,
  type ObjectLock,
  type PolicyDocument,
  PolicyDocumentError,
  type PublicAccessBlock,
  parsePolicyDocument,
  unknownBecause,
} from '@trailguard/controls';
import { hasUnresolved, itemsOf, objectOf, type Plain, unresolved } from './plain-values.ts';
import { factOf, textOf, unresolvedFact } from './program.ts';
import type { ProgramResource } from './program-resource.ts';

const groups = 'http://acs.amazonaws.com/groups/global';
const publicCannedAcls: Readonly<Record<string, readonly string[]>> = {
  'public-read': [`${groups}/AllUsers`],
  'public-read-write': [`${groups}/AllUsers`],
  'authenticated-read': [`${groups}/AuthenticatedUsers`],
};

/** The settings of a BucketPublicAccessBlock; the provider's default of each is false. */
export function publicAccessBlockOf(resource: ProgramResource): Fact<PublicAccessBlock> {
  const names = [
    'blockPublicAcls',
    'ignorePublicAcls',
    'blockPublicPolicy',
    'restrictPublicBuckets',
  ] as const;
  const facts = names.map((name) => [name, factOf<boolean>(resource, name, false)] as const);
  const hidden = facts.map(([, fact]) => fact).find(isUnknown);
  // One that is known to be off decides, whatever the others will be.
  if (hidden !== undefined && facts.every(([, fact]) => fact !== false)) return hidden;
  return Object.fromEntries(
    facts.map(([name, fact]) => [name, isUnknown(fact) || fact === true]),
  ) as unknown as PublicAccessBlock;
}

/** A policy given as text or as an object. */
export function policyOf(resource: ProgramResource, property = 'policy'): Fact<PolicyDocument> {
  const value = resource.get(property);
  if (hasUnresolved(value)) return unresolvedFact(resource, property);
  if (value === undefined || value === null || value === '') return null;
  try {
    return parsePolicyDocument(value);
  } catch (error) {
    if (error instanceof PolicyDocumentError)
      return unknownBecause('not-read', `${resource.name}: ${error.message}`);
    throw error;
  }
}

/** The status of a BucketVersioning; `Disabled` is what a bucket begins with. */
export function versioningOf(resource: ProgramResource): Fact<'Enabled' | 'Suspended'> {
  const configuration = resource.get('versioningConfiguration');
  const status = configuration === unresolved ? unresolved : objectOf(configuration)?.status;
  if (status === unresolved) return unresolvedFact(resource, 'versioningConfiguration');
  return status === 'Enabled' || status === 'Suspended' ? status : null;
}

/** Whether a BucketVersioning asks for MFA Delete. */
export function mfaDeleteOf(resource: ProgramResource): Fact<boolean> {
  const configuration = resource.get('versioningConfiguration');
  const mfaDelete = configuration === unresolved ? unresolved : objectOf(configuration)?.mfaDelete;
  if (mfaDelete === unresolved) return unresolvedFact(resource, 'versioningConfiguration');
  return mfaDelete === 'Enabled' ? true : null;
}

/** Who owns objects by a BucketOwnershipControls. */
export function ownershipOf(resource: ProgramResource): Fact<string> {
  const rule = resource.get('rule');
  if (hasUnresolved(rule)) return unresolvedFact(resource, 'rule');
  return textOf(objectOf(rule)?.objectOwnership);
}

/** The lock of a BucketObjectLockConfiguration, whose `objectLockEnabled` is `Enabled` by default. */
export function objectLockOf(resource: ProgramResource): Fact<ObjectLock> {
  const rule = resource.get('rule');
  if (hasUnresolved(rule)) return unresolvedFact(resource, 'rule');
  return { defaultRetention: retentionOf(rule) };
}

function retentionOf(rule: Plain): ObjectLock['defaultRetention'] {
  const { mode, days, years } = objectOf(objectOf(rule)?.defaultRetention) ?? {};
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') return null;
  return { mode, days: Number(days ?? 0) || Number(years ?? 0) * 365 };
}

/** Predefined groups that a BucketAcl, canned or spelt out, grants anything to. */
export function publicGrantsOf(resource: ProgramResource): Fact<readonly string[]> {
  const acl = resource.get('acl');
  const policy = resource.get('accessControlPolicy');
  const grants = itemsOf(objectOf(policy)?.grants);
  const uris = grants
    .map((grant) => textOf(objectOf(objectOf(grant)?.grantee)?.uri))
    .filter((uri) => uri !== null);
  const open = [
    ...(publicCannedAcls[textOf(acl) ?? ''] ?? []),
    ...uris.filter((uri) => /AllUsers|AuthenticatedUsers/.test(uri)),
  ];
  if (open.length > 0) return open;
  return acl === unresolved || hasUnresolved(policy) ? unresolvedFact(resource, 'acl') : [];
}

/** Whether a BucketAcl, canned or spelt out, lets S3's log delivery group write. */
export function admitsLogDeliveryGroup(resource: ProgramResource): Fact<boolean> {
  const acl = resource.get('acl');
  const policy = resource.get('accessControlPolicy');
  if (acl === 'log-delivery-write') return true;
  const admits = itemsOf(objectOf(policy)?.grants).some((grant) =>
    textOf(objectOf(objectOf(grant)?.grantee)?.uri)?.endsWith('/groups/s3/LogDelivery'),
  );
  if (admits) return true;
  return acl === unresolved || hasUnresolved(policy) ? unresolvedFact(resource, 'acl') : false;
}

/** Settings that an older program still puts on the bucket itself. What only the provider reports is left out. */
export const inline = {
  policy: (bucket: ProgramResource): Fact<PolicyDocument> =>
    bucket.isSet('policy') ? policyOf(bucket) : null,
  publicGrants: (bucket: ProgramResource): Fact<readonly string[]> => {
    if (!bucket.isSet('acl') && !bucket.isSet('grants')) return [];
    const uris = itemsOf(bucket.get('grants')).flatMap((grant) => textOf(objectOf(grant)?.uri) ?? []);
    const open = [
      ...(publicCannedAcls[textOf(bucket.get('acl')) ?? ''] ?? []),
      ...uris.filter((uri) => /AllUsers|AuthenticatedUsers/.test(uri)),
    ];
    return open.length === 0 && (bucket.get('acl') === unresolved || hasUnresolved(bucket.get('grants')))
      ? unresolvedFact(bucket, 'acl')
      : open;
  },
  versioning: (bucket: ProgramResource): Fact<'Enabled' | 'Suspended'> => {
    const versioning = bucket.isSet('versioning') ? bucket.get('versioning') : undefined;
    if (hasUnresolved(versioning)) return unresolvedFact(bucket, 'versioning');
    // Object Lock turns versioning on when the bucket is created.
    return objectOf(versioning)?.enabled === true || bucket.get('objectLockEnabled') === true
      ? 'Enabled'
      : null;
  },
  objectLock: (bucket: ProgramResource): Fact<ObjectLock> => {
    const configuration = bucket.isSet('objectLockConfiguration')
      ? bucket.get('objectLockConfiguration')
      : undefined;
    if (hasUnresolved(configuration)) return unresolvedFact(bucket, 'objectLockConfiguration');
    const rule = objectOf(configuration)?.rule;
    if (rule !== undefined) return { defaultRetention: retentionOf(rule) };
    return bucket.get('objectLockEnabled') === true || configuration !== undefined
      ? { defaultRetention: null }
      : null;
  },
} as const;
