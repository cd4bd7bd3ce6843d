import type { TagPolicy } from './configuration.ts';
import { hasUnknown, isObject, UNKNOWN, type Value, type Values } from './values.ts';

/** Tags of a resource together with the provider's default tags, without those that the provider ignores. */
export function allTags(own: Value | undefined, policy: TagPolicy): Value {
  if (policy.defaults === undefined || hasUnknown(own)) return UNKNOWN;
  const all: Values = { ...policy.defaults, ...(isObject(own) ? own : {}) };
  return withoutIgnored(all, policy);
}

/** Splits what AWS has into `tagsAll` and those of them that are the resource's own. */
export function splitTags(
  live: Values,
  own: Value | undefined,
  policy: TagPolicy,
): { tags: Values; tagsAll: Values } {
  const tagsAll = withoutIgnored(live, policy);
  const mine = isObject(own) ? own : {};
  const isDefault = (key: string) => !(key in mine) && policy.defaults?.[key] === tagsAll[key];
  return { tags: Object.fromEntries(Object.entries(tagsAll).filter(([key]) => !isDefault(key))), tagsAll };
}

function withoutIgnored(tags: Values, policy: TagPolicy): Values {
  const isIgnored = (key: string) =>
    key.startsWith('aws:') ||
    policy.ignoredKeys.includes(key) ||
    policy.ignoredPrefixes.some((prefix) => key.startsWith(prefix));
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !isIgnored(key)));
}

/** Tags as most services write them. */
export interface Tag {
  Key?: string | undefined;
  Value?: string | undefined;
}

/** A map of tags as a list, the way most services take them. */
export function tagList(
  tags: { readonly [key: string]: string } | undefined,
): { Key: string; Value: string }[] {
  return Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
}

/** A service's list of tags as a map. */
export function tagMap(tags: readonly Tag[] | undefined): { [key: string]: string } {
  return Object.fromEntries((tags ?? []).map((tag) => [tag.Key ?? '', tag.Value ?? '']));
}

/** What has to be said to get from one set of tags to the other. */
export function tagChanges(
  old: { readonly [key: string]: string } | undefined,
  next: { readonly [key: string]: string } | undefined,
): { set: { [key: string]: string }; removed: string[] } {
  const before = old ?? {};
  const after = next ?? {};
  return {
    set: Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key] !== value)),
    removed: Object.keys(before).filter((key) => !(key in after)),
  };
}
