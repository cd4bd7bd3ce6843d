import type { Estate } from '../model/estate.ts';
import { isUnknown, type Unknown } from '../model/fact.ts';
import { denialsOn } from '../policy/deletion-guard.ts';
import { parseArn } from './arn.ts';
import { arnsOfBucket } from './buckets.ts';

/** ARNs of the roles that policies of log buckets except when they deny deletion, and why there may be others. */
export function breakGlassRoles({ buckets }: Pick<Estate, 'buckets'>): {
  arns: readonly string[];
  hidden: Unknown | undefined;
} {
  const archives = buckets.items.filter(({ role }) => role === 'trail-logs');
  const excepted = archives.flatMap(({ name, policy }) => {
    if (typeof name !== 'string' || policy === null || isUnknown(policy)) return [];
    const denials = denialsOn(policy, arnsOfBucket(name, '/*'));
    return denials('s3:DeleteObject').flatMap((denial) => (denial.kind === 'denied' ? denial.excepted : []));
  });
  const hidden = archives.flatMap(({ name, policy }) => [name, policy]).find(isUnknown);
  return {
    arns: [...new Set(excepted)].filter((arn) => parseArn(arn)?.resource.startsWith('role/')).sort(),
    hidden: hidden ?? (buckets.complete === true ? undefined : buckets.complete),
  };
}
