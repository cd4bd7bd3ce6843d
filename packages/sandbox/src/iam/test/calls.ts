import type { Call, Caller } from '../../aws/call.ts';
import type { Lookups } from '../call/lookups.ts';

export const account = '111122223333';
export const owner = '444455556666';
const caller: Caller = { kind: 'user', accountId: account, arn: `arn:aws:iam::${account}:user/alice` };
export const key = `arn:aws:kms:us-east-1:${owner}:key/1`;

/** A sandbox in which `owner` has every bucket, of which `encrypted` has SSE-KMS by default. */
export const lookups: Lookups = {
  now: () => new Date('2026-11-01T12:00:00Z'),
  bucketOwner: (bucket) => (bucket === 'nowhere' ? undefined : owner),
  bucketEncryption: (bucket) => (bucket === 'encrypted' ? { kmsKey: key, bucketKey: true } : undefined),
  objectEncryption: (bucket) => (bucket === 'encrypted' ? { kmsKey: key, bucketKey: true } : undefined),
  keyArn: (reference, accountId, region) =>
    reference.startsWith('arn:')
      ? reference
      : `arn:aws:kms:${region}:${accountId}:key/${reference.replace('alias/', 'of-')}`,
  ciphertextKeyArn: () => key,
  entityArn: (accountId, kind, name) =>
    name === 'deep' ? `arn:aws:iam::${accountId}:${kind}/a/b/deep` : undefined,
  membership: () => ({ organizationId: 'o-1', managementAccountId: owner, path: 'o-1/r-1/ou-1/' }),
  organizationPolicyType: () => 'service_control_policy',
  userId: () => 'AIDA1',
  principalTags: () => ({ Team: 'blue' }),
  resourceTags: (arn) => (arn.includes('tagged') ? { Class: 'log' } : undefined),
};

/** A call by Alice of `account`. @param operation `service:Operation` */
export function aCall(operation: string, input: object, changes: Partial<Call> = {}): Call {
  const [service = '', name = ''] = operation.split(':');
  const request = { method: 'POST', url: '/', headers: {}, body: Buffer.alloc(0) };
  return {
    id: '1',
    service,
    operation: name,
    region: 'us-east-1',
    caller,
    input: { ...input },
    request,
    ...changes,
  };
}
