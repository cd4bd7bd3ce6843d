import type { Estate, Trail } from '../model/estate.ts';
import type { Fact } from '../model/fact.ts';
import { isUnknown, unknownBecause } from '../model/fact.ts';
import { isUrn } from '../model/observation.ts';
import { parseArn } from './arn.ts';
import { arnsOfBucket, isBucketNamed } from './buckets.ts';
import { findKey } from './keys.ts';
import { remembered } from './remembered.ts';

/** What the log files of a trail pass through and are kept in. */
export interface ChainLink {
  readonly kind: 'bucket' | 'key' | 'logGroup' | 'topic';
  /** ARNs, one for each partition where the partition is not told. */
  readonly arns: Fact<readonly string[]>;
  readonly accountId: Fact<string>;
}

const chains = remembered<readonly ChainLink[], 'chain'>();

/** Buckets, keys, log groups and topics of the trails, each once. */
export function auditChain(estate: Estate): readonly ChainLink[] {
  return chains(estate, 'chain', () => linksOf(estate));
}

function linksOf(estate: Estate): readonly ChainLink[] {
  const links = estate.trails.items.flatMap((trail) => [
    bucketLink(trail, estate),
    keyLink(trail.kmsKeyId, estate),
    arnLink('logGroup', trail.logGroupArn),
    topicLink(trail),
  ]);
  const seen = new Map(
    links.flatMap((link) => (link === null ? [] : [[JSON.stringify(link), link] as const])),
  );
  return [...seen.values()];
}

/** The trail's ARN tells the partition, which a bucket's name does not. */
function bucketLink({ bucketName: name, arn }: Trail, estate: Estate): ChainLink | null {
  if (name === null) return null;
  if (isUnknown(name)) return { kind: 'bucket', arns: name, accountId: name };
  const bucket = estate.buckets.items.find((one) => isBucketNamed(one, name));
  const partition = typeof arn === 'string' ? parseArn(arn)?.partition : undefined;
  const known = bucket === undefined || !isUrn(name) ? name : bucket.name;
  return {
    kind: 'bucket',
    arns: isUnknown(known) || known === null ? known : isUrn(known) ? later(known) : arnsIn(partition, known),
    accountId:
      bucket?.accountId ??
      unknownBecause(estate.lens === 'live' ? 'not-read' : 'open-world', `the bucket ${name} was not read`),
  };
}

function arnsIn(partition: string | undefined, name: string): readonly string[] {
  return partition === undefined ? arnsOfBucket(name, '') : [`arn:${partition}:s3:::${name}`];
}

/** CloudTrail takes a topic of its own account and Region by its name. */
function topicLink({ topicArn, arn }: Trail): ChainLink | null {
  const trail = typeof arn === 'string' ? parseArn(arn) : undefined;
  const isName = typeof topicArn === 'string' && !topicArn.includes(':');
  return isName && trail !== undefined
    ? arnLink('topic', `arn:${trail.partition}:sns:${trail.region}:${trail.accountId}:${topicArn}`)
    : arnLink('topic', topicArn);
}

function keyLink(reference: Fact<string>, estate: Estate): ChainLink | null {
  if (reference === null) return null;
  if (isUnknown(reference)) return { kind: 'key', arns: reference, accountId: reference };
  const arn = findKey(estate, reference)?.arn ?? reference;
  return isUnknown(arn) ? { kind: 'key', arns: arn, accountId: arn } : arnLink('key', arn);
}

function arnLink(kind: ChainLink['kind'], arn: Fact<string>): ChainLink | null {
  if (arn === null) return null;
  if (isUnknown(arn)) return { kind, arns: arn, accountId: arn };
  const parts = parseArn(arn);
  if (parts === undefined) return { kind, arns: later(arn), accountId: later(arn) };
  // Actions on keys name the key, never its alias.
  const resource = kind === 'key' ? arn.replace(/:alias\/.*$/, ':key/*') : arn.replace(/:\*$/, '');
  return { kind, arns: [resource], accountId: parts.accountId };
}

function later(reference: string) {
  return unknownBecause('unresolved', `the ARN of ${reference} is not known`);
}
