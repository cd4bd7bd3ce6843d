import type { Caller } from '../call.ts';
import { CloudTrailPrincipal } from './find-trail.ts';

/** CloudTrail itself, acting for a trail: policies see its principal and `aws:SourceArn`. */
export function cloudTrailCaller(trail: { readonly arn: string; readonly accountId: string }): Caller {
  return {
    accountId: trail.accountId,
    arn: CloudTrailPrincipal,
    kind: 'service',
    servicePrincipal: CloudTrailPrincipal,
    sourceArn: trail.arn,
  };
}
