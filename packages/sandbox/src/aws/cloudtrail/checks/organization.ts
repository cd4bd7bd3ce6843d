import { AwsError } from '../../error.ts';
import type { SandboxContext } from '../../service.ts';
import { CloudTrailPrincipal, isOrganizationMember, managesOrganizationTrails } from '../find-trail.ts';

/**
 * Who may make an organization trail: the management account or a delegated administrator, with trusted
 * access on.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-an-organizational-trail-prepare.html
 * The texts are unverified.
 *
 * @throws AwsError `OrganizationsNotInUseException`, `NotOrganizationMasterAccountException`,
 *   `CloudTrailAccessNotEnabledException`
 */
export function assertMayHaveOrganizationTrail(sandbox: SandboxContext, accountId: string): void {
  if (!isOrganizationMember(sandbox, accountId)) {
    throw new AwsError(
      'OrganizationsNotInUseException',
      `The account ${accountId} is not a member of an organization.`,
    );
  }
  if (!managesOrganizationTrails(sandbox, accountId)) {
    throw new AwsError(
      'NotOrganizationMasterAccountException',
      `The account ${accountId} is not the management account or a delegated administrator of the organization.`,
    );
  }
  if (!sandbox.organization.hasTrustedAccess(CloudTrailPrincipal)) {
    throw new AwsError(
      'CloudTrailAccessNotEnabledException',
      `Trusted access of ${CloudTrailPrincipal} is not enabled in the organization ${sandbox.organization.id}.`,
    );
  }
}
