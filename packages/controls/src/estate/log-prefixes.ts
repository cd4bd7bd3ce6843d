import type { Bucket, Estate } from '../model/estate.ts';
import type { Unknown } from '../model/fact.ts';
import { isUnknown } from '../model/fact.ts';
import { coversAction, listOf, namesService } from '../policy/statement.ts';
import { isBucketNamed, keepsLogFiles } from './buckets.ts';

/**
 * What the keys of a bucket's log files begin with. The policy tells, for CloudTrail can write nowhere else; a bucket of
 * access logs is told by the buckets that log into it. Copies lie where their originals do.
 */
export function logPrefixesOf(bucket: Bucket, estate: Estate): readonly string[] | Unknown {
  if (bucket.role === 'access-logs') return accessLogPrefixes(bucket, estate);
  const { policy } = bucket;
  if (isUnknown(policy)) return policy;
  const written = (policy?.Statement ?? [])
    .filter(
      (statement) => statement.Effect === 'Allow' && namesService(statement, 'cloudtrail.amazonaws.com'),
    )
    .filter((statement) => coversAction(statement, 's3:PutObject'))
    .flatMap(({ Resource }) => listOf(Resource).flatMap((resource) => prefixIn(resource) ?? []));
  return written.length === 0 ? ['AWSLogs/'] : [...new Set(written)];
}

/** `PREFIX/AWSLogs/` of a resource such as `arn:aws:s3:::BUCKET/PREFIX/AWSLogs/ID/*`. */
function prefixIn(resource: string): string | undefined {
  const keys = resource.slice(resource.indexOf('/') + 1);
  const end = `/${keys}`.lastIndexOf('/AWSLogs/');
  return resource.includes('/') && end >= 0 ? keys.slice(0, end + 'AWSLogs/'.length) : undefined;
}

function accessLogPrefixes(bucket: Bucket, { buckets }: Estate): readonly string[] | Unknown {
  const logged = buckets.items.filter(keepsLogFiles);
  const hidden = logged.map(({ accessLogging }) => accessLogging).find(isUnknown);
  if (hidden !== undefined) return hidden;
  const sources = logged.flatMap(({ accessLogging }) =>
    accessLogging !== null && !isUnknown(accessLogging) && isBucketNamed(bucket, accessLogging.targetBucket)
      ? [accessLogging.targetPrefix]
      : [],
  );
  return sources.length === 0 ? [''] : [...new Set(sources)];
}
