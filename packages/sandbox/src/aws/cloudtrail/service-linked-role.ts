import type { SandboxContext } from '../service.ts';
import { ensureServiceLinkedRole } from '../service-linked-role.ts';
import { CloudTrailPrincipal } from './find-trail.ts';

const name = 'AWSServiceRoleForCloudTrail';

/**
 * Makes CloudTrail's role in the management account: organization trails and delegated administrators
 * work through it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/using-service-linked-roles-create-slr-for-org-trails.html
 */
export function ensureCloudTrailRole(sandbox: SandboxContext): Promise<void> {
  const accountId = sandbox.organization.managementAccountId;
  const caller = {
    accountId,
    arn: CloudTrailPrincipal,
    kind: 'service',
    servicePrincipal: CloudTrailPrincipal,
  } as const;
  return ensureServiceLinkedRole(sandbox, { accountId, name, servicePrincipal: CloudTrailPrincipal }, caller);
}
