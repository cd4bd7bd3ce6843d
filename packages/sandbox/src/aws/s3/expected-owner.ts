import type { Facts } from '../../policy/facts.ts';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';

/**
 * Refuses a call that expects another owner of its bucket than it has.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html
 */
export async function requireExpectedOwner(facts: Facts, call: Call): Promise<void> {
  const { Bucket, ExpectedBucketOwner, CopySource, ExpectedSourceBucketOwner } = call.input;
  const source = String(CopySource ?? '')
    .replace(/^\//, '')
    .split('/')[0];
  await requireOwner(facts, Bucket, ExpectedBucketOwner);
  await requireOwner(facts, source, ExpectedSourceBucketOwner);
}

async function requireOwner(facts: Facts, bucket: unknown, expected: unknown): Promise<void> {
  if (typeof bucket !== 'string' || typeof expected !== 'string') return;
  const found = await facts.bucket(bucket);
  if (found && found.accountId !== expected) throw new AwsError('AccessDenied', 'Access Denied', 403);
}
