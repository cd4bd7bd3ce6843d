import { listOf } from '../policy/statement.ts';
import type { Bucket, Estate, Key, Trail } from '../model/estate.ts';
import { isUnknown, type Unknown } from '../model/fact.ts';
import { identityOf } from '../model/observation.ts';
import { nameOfTrail } from '../estate/trails.ts';
import { recordedEvents } from '../selectors/recorded-events.ts';
import type { Recorder } from './coverage.ts';
import { refusalOf } from './service-access.ts';

/** The trails of an estate, with what each records. */
export function recordersOf(estate: Estate): readonly Recorder[] {
  return estate.trails.items.map((trail) => recorderOf(trail, estate));
}

function recorderOf(trail: Trail, estate: Estate): Recorder {
  const { ownerAccountId, homeRegion, isOrganization, isMultiRegion, selectors, isLogging } = trail;
  const open = openFacts({ isLogging, isOrganization, isMultiRegion, homeRegion, ownerAccountId, selectors });
  const idle =
    isLogging === true ? undeliverable(trail, estate) : isUnknown(isLogging) ? undefined : 'it does not log';
  return {
    id: identityOf(trail) ?? nameOfTrail(trail),
    name: nameOfTrail(trail),
    accounts: isOrganization === true ? 'organization' : { account: textOf(ownerAccountId) },
    regions: isMultiRegion === true ? 'all' : { region: textOf(homeRegion) },
    events:
      open === undefined && idle === undefined && !isUnknown(selectors)
        ? recordedEvents(selectors ?? { basic: null, advanced: null })
        : [],
    ...(idle === undefined ? {} : { idle }),
    ...(open === undefined ? {} : { unproven: open }),
  };
}

/** What is not known of a trail, so that it cannot be counted. */
function openFacts(facts: Readonly<Record<string, unknown>>): string | undefined {
  for (const [field, fact] of Object.entries(facts)) {
    if (isUnknown(fact)) return `${field} is not known: ${(fact as Unknown).detail}`;
  }
  return undefined;
}

function textOf(fact: Trail['homeRegion']): string {
  return typeof fact === 'string' ? fact : '(unknown)';
}

/** Why a trail that logs delivers nothing: its bucket or its key shuts CloudTrail out. */
function undeliverable(trail: Trail, estate: Estate): string | undefined {
  const bucket = estate.buckets.items.find((candidate) => isNamed(candidate, trail.bucketName));
  const key = estate.keys.items.find((candidate) => isKeyNamed(candidate, trail.kmsKeyId));
  return (bucket && closedBucket(bucket)) ?? (key && closedKey(key));
}

function isNamed({ name, observation }: Bucket, reference: Trail['bucketName']): boolean {
  return typeof reference === 'string' && (name === reference || observation.urn === reference);
}

function isKeyNamed({ arn, id, observation }: Key, reference: Trail['kmsKeyId']): boolean {
  return typeof reference === 'string' && [arn, id, observation.urn].includes(reference);
}

function closedBucket(bucket: Bucket): string | undefined {
  const { policy } = bucket;
  const name = textOf(bucket.name);
  // A policy that is not known, such as that of another account's bucket, is no proof of either.
  if (isUnknown(policy)) return undefined;
  if (policy === null) return `bucket ${name} has no policy, so CloudTrail cannot write`;
  const refusal = refusalOf(policy, 's3:PutObject');
  return refusal === undefined ? undefined : `bucket ${name} shuts CloudTrail out: ${refusal}`;
}

function closedKey(key: Key): string | undefined {
  const name = textOf(key.arn);
  if (typeof key.state === 'string' && key.state !== 'Enabled') return `key ${name} is ${key.state}`;
  if (isUnknown(key.policy) || key.policy === null || listOf(key.policy.Statement).length === 0)
    return undefined;
  const refusal = refusalOf(key.policy, 'kms:GenerateDataKey');
  return refusal === undefined ? undefined : `key ${name} shuts CloudTrail out: ${refusal}`;
}
