import type { BucketEncryption, Fact } from '@trailguard/controls';
import { hasUnresolved, itemsOf, objectOf, type Plain, unresolved } from './plain-values.ts';
import { type Program, resourcesOf, textOf, unresolvedFact } from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/** What every bucket has by itself: SSE-S3. */
const standardEncryption: BucketEncryption = { algorithm: 'AES256', keyId: null };

/** The default encryption of a BucketServerSideEncryptionConfiguration; a key of the program by its URN. */
export function encryptionOf(program: Program, resource: ProgramResource): Fact<BucketEncryption> {
  const rules = resource.get('rules');
  const [rule] = itemsOf(rules);
  return rules === unresolved ? unresolvedFact(resource, 'rules') : ruleOf(program, resource, 'rules', rule);
}

/** The default encryption that an older program puts on the bucket itself. */
export function inlineEncryptionOf(program: Program, bucket: ProgramResource): Fact<BucketEncryption> {
  const property = 'serverSideEncryptionConfiguration';
  if (!bucket.isSet(property)) return standardEncryption;
  const configuration = bucket.get(property);
  if (configuration === unresolved) return unresolvedFact(bucket, property);
  const { rule, rules } = objectOf(configuration) ?? {};
  return ruleOf(program, bucket, property, rule ?? itemsOf(rules)[0]);
}

function ruleOf(
  program: Program,
  resource: ProgramResource,
  property: string,
  rule: Plain,
): Fact<BucketEncryption> {
  const standard = objectOf(rule)?.applyServerSideEncryptionByDefault;
  if (rule === unresolved || standard === unresolved) return unresolvedFact(resource, property);
  const { sseAlgorithm, kmsMasterKeyId } = objectOf(standard) ?? {};
  if (sseAlgorithm === unresolved) return unresolvedFact(resource, property);
  const algorithm = textOf(sseAlgorithm) ?? standardEncryption.algorithm;
  if (!hasUnresolved(kmsMasterKeyId)) return { algorithm, keyId: textOf(kmsMasterKeyId) };
  const sources = new Set(resource.dependenciesOf(property));
  const [key, ...others] = resourcesOf(program, ...types.keys).filter(({ urn }) => sources.has(urn));
  return key !== undefined && others.length === 0
    ? { algorithm, keyId: key.urn }
    : unresolvedFact(resource, property);
}
