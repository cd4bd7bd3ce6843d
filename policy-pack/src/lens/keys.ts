import {
  type Bucket,
  type Collection,
  conditionsOf,
  coversAction,
  type EventDataStore,
  type Fact,
  isUnknown,
  type Key,
  type KeyGrant,
  namesService,
  type PolicyDocument,
  type PolicyStatement,
  type Trail,
  unknownBecause,
} from '@trailguard/controls';
import { policyOf } from './bucket-settings.ts';
import { itemsOf } from './plain-values.ts';
import {
  accountOf,
  factOf,
  openWorld,
  type Program,
  referenceOf,
  regionOrPlaceholder,
  resourcesOf,
  textOf,
  unresolvedFact,
} from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { removalOf } from './removal.ts';
import { types } from './types.ts';

/** Names of the program's keys whose policy lets CloudTrail encrypt log files: ARN, id and URN. */
export function keysForTrails(program: Program): ReadonlySet<string> {
  const keys = resourcesOf(program, ...types.keys).filter((resource) => {
    const policy = policyOfKey(program, resource, {});
    return policy !== null && !isUnknown(policy) && policy.Statement.some(letsTrailsEncrypt);
  });
  return new Set(
    keys.flatMap((resource) =>
      [resource.urn, resource.get('arn'), resource.get('keyId')].filter((name) => typeof name === 'string'),
    ),
  );
}

/** What shows that a key encrypts log files. */
export interface LogKeyUsers {
  readonly trails: readonly Trail[];
  readonly buckets: readonly Bucket[];
  /** Their keys admit CloudTrail too, and encrypt no log files. */
  readonly stores: readonly EventDataStore[];
}

const [keyType, replicaType, externalType, externalReplicaType] = types.keys;

/** The keys of a program, and those elsewhere whose policy it sets. Others that it names may be elsewhere. */
export function keysOf(program: Program, users: LogKeyUsers): Collection<Key> {
  const declared = resourcesOf(program, ...types.keys).map((resource) => keyOf(program, resource));
  const urns = new Set(declared.map(({ observation }) => observation.urn));
  const elsewhere = resourcesOf(program, ...types.keyPolicy)
    .filter((policy) => !urns.has(keyNamedBy(program, policy)))
    .map((policy) => keyOfPolicy(program, policy));
  const items = [...declared, ...elsewhere].map(
    (key): Key => (encryptsLogs(key, users) ? { ...key, role: 'trail-logs' } : key),
  );
  return { items, complete: openWorld };
}

function keyOf(program: Program, resource: ProgramResource): Key {
  const { type } = resource;
  const isReplica = type === replicaType || type === externalReplicaType;
  const urns: Record<string, string> = {};
  return {
    arn: known(resource, 'arn'),
    id: known(resource, 'keyId'),
    accountId: accountOf(resource),
    region: regionOrPlaceholder(resource),
    role: 'other',
    manager: 'CUSTOMER',
    state: enabled(resource, type === keyType ? 'isEnabled' : 'enabled'),
    deletionDate: null,
    deletionWindowDays: factOf<number>(resource, 'deletionWindowInDays', null),
    spec: factOf(resource, type === keyType ? 'customerMasterKeySpec' : 'keySpec', 'SYMMETRIC_DEFAULT'),
    usage: factOf(resource, 'keyUsage', 'ENCRYPT_DECRYPT'),
    origin: originOf(resource),
    isMultiRegion: isReplica ? true : factOf<boolean>(resource, 'multiRegion', false),
    primaryArn: isReplica ? referenceOf(program, resource, 'primaryKeyArn', ...types.keys) : null,
    rotates: factOf(resource, 'enableKeyRotation', false),
    rotationPeriodDays: factOf<number>(resource, 'rotationPeriodInDays', null),
    policy: policyOfKey(program, resource, urns),
    grants: grantsOf(program, resource.urn),
    removal: removalOf(resource),
    observation: { urn: resource.urn, urns },
  };
}

/** A key of which the program sets nothing but the policy. */
function keyOfPolicy(program: Program, resource: ProgramResource): Key {
  const reference = referenceOf(program, resource, 'keyId', ...types.keys);
  const isArn = typeof reference === 'string' && reference.startsWith('arn:');
  return {
    arn: isArn ? reference : openWorld,
    id: isArn ? (reference.split('/').at(-1) ?? openWorld) : (reference ?? openWorld),
    accountId: isArn ? (reference.split(':')[4] ?? openWorld) : accountOf(resource),
    region: isArn ? (reference.split(':')[3] ?? openWorld) : regionOrPlaceholder(resource),
    role: 'other',
    manager: 'CUSTOMER',
    state: openWorld,
    deletionDate: openWorld,
    deletionWindowDays: openWorld,
    spec: openWorld,
    usage: openWorld,
    origin: openWorld,
    isMultiRegion: openWorld,
    primaryArn: openWorld,
    rotates: openWorld,
    rotationPeriodDays: openWorld,
    policy: policyOf(resource),
    grants: openWorld,
    removal: openWorld,
    observation: { urn: resource.urn },
  };
}

function known(resource: ProgramResource, property: string): Fact<string> {
  const value = resource.get(property);
  return typeof value === 'string' ? value : unresolvedFact(resource, property);
}

function enabled(resource: ProgramResource, property: string): Fact<string> {
  const isEnabled = factOf<boolean>(resource, property, true);
  return isUnknown(isEnabled) ? isEnabled : isEnabled === false ? 'Disabled' : 'Enabled';
}

function originOf(resource: ProgramResource): Fact<string> {
  if (resource.type === externalType || resource.type === externalReplicaType) return 'EXTERNAL';
  if (resource.isSet('xksKeyId')) return 'EXTERNAL_KEY_STORE';
  return resource.isSet('customKeyStoreId') ? 'AWS_CLOUDHSM' : 'AWS_KMS';
}

/** The key that a KeyPolicy or Grant names: the URN of one of the program, else its ARN or id. */
function keyNamedBy(program: Program, resource: ProgramResource): string | undefined {
  const reference = referenceOf(program, resource, 'keyId', ...types.keys);
  if (isUnknown(reference) || reference === null) return undefined;
  const own = resourcesOf(program, ...types.keys).find(
    (key) => key.urn === reference || key.get('keyId') === reference || key.get('arn') === reference,
  );
  return own?.urn ?? reference;
}

/** A policy of the key's own, or that of one KeyPolicy for it; where the program sets neither, the one that KMS gives. */
function policyOfKey(
  program: Program,
  resource: ProgramResource,
  urns: Record<string, string>,
): Fact<PolicyDocument> {
  if (resource.isSet('policy')) return policyOf(resource);
  const siblings = resourcesOf(program, ...types.keyPolicy);
  const [only, ...others] = siblings.filter((sibling) => keyNamedBy(program, sibling) === resource.urn);
  if (only !== undefined) {
    urns.policy = only.urn;
    if (others.length === 0) return policyOf(only);
    const names = [only, ...others].map(({ name }) => name);
    return unknownBecause('not-read', `${names.join(' and ')} both set the policy of the key`);
  }
  if (!program.isWhole) return openWorld;
  const stray = siblings.find((sibling) => keyNamedBy(program, sibling) === undefined);
  return stray === undefined ? standardPolicyOf(resource) : unresolvedFact(stray, 'keyId');
}

/** Everything for the account, whose own policies then decide. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function standardPolicyOf(resource: ProgramResource): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: accountOf(resource) },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  };
}

/** Grants that the program gives; it does not show those that others gave. */
function grantsOf(program: Program, urn: string): Fact<readonly KeyGrant[]> {
  if (!program.isWhole) return openWorld;
  const given = resourcesOf(program, ...types.keyGrant).filter((grant) => keyNamedBy(program, grant) === urn);
  const grants = given.map((grant) => ({
    grantee: factOf<string>(grant, 'granteePrincipal', ''),
    operations: itemsOf(grant.get('operations')).flatMap((operation) => textOf(operation) ?? []),
  }));
  const hidden = grants.map(({ grantee }) => grantee).find(isUnknown);
  return hidden ?? grants.map(({ grantee, operations }) => ({ grantee: String(grantee), operations }));
}

/** Key of a trail or of a log bucket, or one whose policy lets CloudTrail encrypt log files with it and no store names. */
function encryptsLogs(
  { arn, id, policy, observation }: Key,
  { trails, buckets, stores }: LogKeyUsers,
): boolean {
  const names = [arn, id, observation.urn].filter((name) => typeof name === 'string');
  const isNamed = (reference: Fact<string>) => typeof reference === 'string' && names.includes(reference);
  if (trails.some(({ kmsKeyId }) => isNamed(kmsKeyId))) return true;
  const isBucketKey = buckets.some(
    ({ role, encryption }) =>
      (role === 'trail-logs' || role === 'log-copy') &&
      encryption !== null &&
      !isUnknown(encryption) &&
      isNamed(encryption.keyId),
  );
  if (isBucketKey) return true;
  if (stores.some(({ kmsKeyId }) => isNamed(kmsKeyId))) return false;
  return policy !== null && !isUnknown(policy) && policy.Statement.some(letsTrailsEncrypt);
}

/**
 * What CloudTrail needs for log files and for nothing else: to look at the key, or its trail's encryption context. A topic's
 * key admits CloudTrail too.
 */
function letsTrailsEncrypt(statement: PolicyStatement): boolean {
  return (
    statement.Effect === 'Allow' &&
    namesService(statement, 'cloudtrail.amazonaws.com') &&
    (coversAction(statement, 'kms:DescribeKey') ||
      conditionsOf(statement).some(({ key }) => key === 'kms:encryptioncontext:aws:cloudtrail:arn'))
  );
}

/** A property that names a key: by ARN or id, by an alias of the program, or as one of the program's own. */
export function keyReferenceOf(program: Program, resource: ProgramResource, property: string): Fact<string> {
  const reference = referenceOf(program, resource, property, ...types.keys, types.keyAlias);
  if (isUnknown(reference) || reference === null) return reference;
  const alias = resourcesOf(program, types.keyAlias).find(
    (candidate) =>
      candidate.urn === reference ||
      reference.endsWith(`:${String(candidate.get('name'))}`) ||
      candidate.get('name') === reference,
  );
  return alias === undefined ? reference : referenceOf(program, alias, 'targetKeyId', ...types.keys);
}
