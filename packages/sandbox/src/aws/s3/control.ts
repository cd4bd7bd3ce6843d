import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { Service } from '../service.ts';

const operations = ['GetPublicAccessBlock', 'PutPublicAccessBlock', 'DeletePublicAccessBlock'];

/** Account-level S3: only for the caller's own account. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html */
export function s3controlService(moto: MotoCalls): Service {
  const own = (call: Call) => {
    if (call.input.AccountId !== call.caller.accountId) {
      throw new AwsError('AccessDenied', 'Access Denied', 403);
    }
    return moto.forward(call);
  };
  return {
    name: 's3control',
    operations: Object.fromEntries(operations.map((operation) => [operation, own])),
  };
}
