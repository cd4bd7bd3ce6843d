import type { Fact, LifecycleRule } from '@trailguard/controls';
import { hasUnresolved, itemsOf, objectOf, type Plain, type PlainObject } from './plain-values.ts';
import { textOf, unresolvedFact } from './program.ts';
import type { ProgramResource } from './program-resource.ts';

/** The rules of a BucketLifecycleConfiguration. */
export function lifecycleOf(resource: ProgramResource): Fact<readonly LifecycleRule[]> {
  const rules = resource.get('rules');
  return hasUnresolved(rules) ? unresolvedFact(resource, 'rules') : itemsOf(rules).map(ruleOf);
}

/** The rules that an older program puts on the bucket itself. */
export function inlineLifecycleOf(bucket: ProgramResource): Fact<readonly LifecycleRule[]> {
  if (!bucket.isSet('lifecycleRules')) return null;
  const rules = bucket.get('lifecycleRules');
  return hasUnresolved(rules) ? unresolvedFact(bucket, 'lifecycleRules') : itemsOf(rules).map(inlineRuleOf);
}

function ruleOf(value: Plain, index: number): LifecycleRule {
  const rule = objectOf(value) ?? {};
  const filter = objectOf(rule.filter) ?? {};
  const and = objectOf(filter.and) ?? {};
  const expiration = objectOf(rule.expiration) ?? {};
  return {
    id: textOf(rule.id) ?? String(index + 1),
    enabled: rule.status === 'Enabled',
    prefix: textOf(filter.prefix) ?? textOf(and.prefix) ?? textOf(rule.prefix) ?? '',
    byTag: isSet(filter.tag) || isSet(and.tags),
    bySize: [filter, and].some((part) => isSet(part.objectSizeGreaterThan) || isSet(part.objectSizeLessThan)),
    expirationDays: daysOf(expiration.days),
    expirationDate: textOf(expiration.date),
    transitions: itemsOf(rule.transitions).length > 0,
    noncurrentExpirationDays: daysOf(objectOf(rule.noncurrentVersionExpiration)?.noncurrentDays),
    noncurrentTransitions: itemsOf(rule.noncurrentVersionTransitions).length > 0,
    abortUploadsDays: daysOf(objectOf(rule.abortIncompleteMultipartUpload)?.daysAfterInitiation),
  };
}

/** A rule in the words of the bucket's own, older property; lists of BucketV2 hold one item at most. */
function inlineRuleOf(value: Plain, index: number): LifecycleRule {
  const rule = objectOf(value) ?? {};
  const expiration = oneOf(rule.expiration, rule.expirations);
  const noncurrent = oneOf(rule.noncurrentVersionExpiration, rule.noncurrentVersionExpirations);
  return {
    id: textOf(rule.id) ?? String(index + 1),
    enabled: rule.enabled === true,
    prefix: textOf(rule.prefix) ?? '',
    byTag: isSet(rule.tags),
    bySize: false,
    expirationDays: daysOf(expiration.days),
    expirationDate: textOf(expiration.date),
    transitions: itemsOf(rule.transitions).length > 0,
    noncurrentExpirationDays: daysOf(noncurrent.days),
    noncurrentTransitions: itemsOf(rule.noncurrentVersionTransitions).length > 0,
    abortUploadsDays: daysOf(rule.abortIncompleteMultipartUploadDays),
  };
}

function oneOf(single: Plain, list: Plain): PlainObject {
  return objectOf(single) ?? objectOf(itemsOf(list)[0]) ?? {};
}

/** Zero and what is left out set no period. */
function daysOf(value: Plain): number | null {
  const days = Number(value ?? 0);
  return Number.isFinite(days) && days > 0 ? days : null;
}

function isSet(value: Plain): boolean {
  if (value === undefined || value === null) return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
