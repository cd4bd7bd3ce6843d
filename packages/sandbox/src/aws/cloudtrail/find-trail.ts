import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import { cloudTrailState, type Trail } from './state.ts';
import { parseNameOrArn, trailArn } from './trail-name.ts';

/** Service principal of CloudTrail, for trusted access and delegated administrators. */
export const CloudTrailPrincipal = 'cloudtrail.amazonaws.com';

export function isOrganizationMember(sandbox: SandboxContext, accountId: string): boolean {
  return sandbox.organization.accounts().some((account) => account.id === accountId);
}

/** The management account and the delegated administrator manage organization trails. */
export function managesOrganizationTrails(sandbox: SandboxContext, accountId: string): boolean {
  return (
    accountId === sandbox.organization.managementAccountId ||
    sandbox.organization.isDelegatedAdministrator(accountId, CloudTrailPrincipal)
  );
}

/** Whether an account sees a trail: its own, or an organization trail of its organization. */
function sees(sandbox: SandboxContext, accountId: string, trail: Trail): boolean {
  return trail.accountId === accountId || (trail.isOrganization && isOrganizationMember(sandbox, accountId));
}

/**
 * Finds the trail that a read-only operation names. A name stands for a trail of the caller's account in
 * the call's region; any other (a shadow trail, an organization trail seen from a member) needs its ARN.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
 *
 * @throws AwsError `TrailNotFoundException`, `CloudTrailARNInvalidException`
 */
export function findTrail(call: Call, sandbox: SandboxContext, nameOrArn: unknown): Trail {
  const text = String(nameOrArn ?? '');
  const parsed = parseNameOrArn(text);
  const { trails } = cloudTrailState(sandbox);
  const { accountId } = call.caller;
  const candidates =
    'accountId' in parsed
      ? [text]
      : [
          trailArn(call.region, accountId, parsed.name),
          // The delegated administrator works on the management account's trails under their names.
          ...(managesOrganizationTrails(sandbox, accountId)
            ? [trailArn(call.region, sandbox.organization.managementAccountId, parsed.name)]
            : []),
        ];
  for (const arn of candidates) {
    const trail = trails[arn];
    if (trail && sees(sandbox, accountId, trail)) return trail;
  }
  throw new AwsError('TrailNotFoundException', `Unknown trail: ${text} for the user: ${accountId}`);
}

/**
 * Finds the trail that an operation changes: from its home region, by an account that may change it.
 * A member account sees an organization trail but cannot change it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
 *
 * @throws AwsError `TrailNotFoundException`, `InvalidHomeRegionException`,
 *   `NotOrganizationMasterAccountException`
 */
export function findOwnTrail(call: Call, sandbox: SandboxContext, nameOrArn: unknown): Trail {
  const trail = findTrail(call, sandbox, nameOrArn);
  if (trail.isOrganization && !managesOrganizationTrails(sandbox, call.caller.accountId)) {
    throw new AwsError(
      'NotOrganizationMasterAccountException',
      `The account ${call.caller.accountId} is not the management account or a delegated administrator of the organization, so it cannot change the organization trail ${trail.arn}.`,
    );
  }
  if (trail.homeRegion !== call.region) {
    throw new AwsError(
      'InvalidHomeRegionException',
      `Trail ${trail.arn} can only be changed in its home region ${trail.homeRegion}, not in ${call.region}.`,
    );
  }
  return trail;
}
