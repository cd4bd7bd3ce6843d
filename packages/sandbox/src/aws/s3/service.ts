import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { Facts } from '../../policy/facts.ts';
import type { Caller } from '../call.ts';
import type { Service } from '../service.ts';
import { aclOperations } from './acls.ts';
import { bucketOperations } from './buckets.ts';
import { requireExpectedOwner } from './expected-owner.ts';
import { notificationOperations } from './notifications.ts';
import { objectLockOperations } from './object-lock.ts';
import { objectEventTask, tellingOperations, tellOfObject } from './object-events.ts';
import { objectOperations } from './objects.ts';
import { policyOperations } from './policies.ts';
import { replicationOperations } from './replication.ts';

/** What the operations on S3 build on. */
export interface S3Parts {
  readonly moto: MotoCalls;
  readonly facts: Facts;
  /** The id with which AWS knows a caller, such as `AROA…:session`. */
  readonly userId: (caller: Caller) => Promise<string>;
  /** Turns Object Lock on, with a default retention or none, whatever is in the bucket. */
  readonly setObjectLock: (
    bucket: string,
    retention: { readonly Mode?: string; readonly Days?: number; readonly Years?: number } | undefined,
  ) => Promise<void>;
}

/** S3 where moto differs from it; the rest is moto's. */
export function s3Service(parts: S3Parts): Service {
  const objects = objectOperations(parts);
  return {
    name: 's3',
    admit: (call) => requireExpectedOwner(parts.facts, call),
    operations: {
      ...bucketOperations(parts),
      ...policyOperations(parts),
      ...aclOperations(parts),
      ...notificationOperations(parts),
      ...objectLockOperations(parts),
      ...objects,
      ...tellingOperations(parts, objects),
      ...replicationOperations(parts),
    },
    tasks: { [objectEventTask]: tellOfObject },
  };
}

/** Account-level S3. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_PutPublicAccessBlock.html */
export { s3controlService } from './control.ts';
