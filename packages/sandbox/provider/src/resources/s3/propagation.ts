import { isError } from '../../core/retry.ts';
import type { ResourceContext } from '../../core/resource.ts';

/**
 * Runs a change of a bucket that may just have been made, or that another change of the same bucket is in the way of, as the real
 * provider does: https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel
 */
export function afterBucket<T>(context: ResourceContext, change: () => Promise<T>): Promise<T> {
  return context.retry(change, (error) => isError(error, ['NoSuchBucket', 'OperationAborted']), 60_000);
}

/** Errors of a bucket that is not there, for reads and deletes of what belongs to it. */
export const NO_BUCKET = 'NoSuchBucket';
