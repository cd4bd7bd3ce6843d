import type { UpdateTrailRequest, UpdateTrailResponse } from '@aws-sdk/client-cloudtrail';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import { beginChains } from './delivery/chains.ts';
import { trailSettings } from './describe-trails.ts';
import { findOwnTrail } from './find-trail.ts';
import { ensureCloudTrailRole } from './service-linked-role.ts';
import type { Trail } from './state.ts';
import { applySettings } from './trail-settings.ts';

const OptionalSettings = [
  'keyPrefix',
  'snsTopicName',
  'snsTopicArn',
  'logGroupArn',
  'logGroupRoleArn',
  'kmsKeyArn',
  'validatedSince',
] as const;

/** Takes over the checked settings alone: a delivery may be writing status and chains at this moment. */
function keepSettings(current: Trail, checked: Trail): void {
  current.bucketName = checked.bucketName;
  current.includeGlobalServiceEvents = checked.includeGlobalServiceEvents;
  current.isMultiRegion = checked.isMultiRegion;
  current.isOrganization = checked.isOrganization;
  current.recursiveLogging = checked.recursiveLogging ?? true;
  current.logFileValidation = checked.logFileValidation;
  if (!checked.logFileValidation) current.chains = {};
  for (const setting of OptionalSettings) {
    const value = checked[setting];
    if (value === undefined) delete current[setting];
    else current[setting] = value;
  }
}

/**
 * Changes what is given and leaves the rest; the same checks as CreateTrail on the whole result.
 * Only the management account turns an organization trail into its own or back.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html
 */
export async function updateTrail(call: Call, sandbox: SandboxContext): Promise<UpdateTrailResponse> {
  const input = call.input as unknown as UpdateTrailRequest;
  const current = findOwnTrail(call, sandbox, input.Name);
  const converts =
    input.IsOrganizationTrail !== undefined && input.IsOrganizationTrail !== current.isOrganization;
  if (converts && call.caller.accountId !== sandbox.organization.managementAccountId) {
    throw new AwsError(
      'NotOrganizationMasterAccountException',
      'Only the management account of an organization can convert between an organization trail and a trail of one account.',
    );
  }
  const trail = structuredClone(current);
  await applySettings(sandbox, call.caller.accountId, trail, input);
  if (trail.isOrganization) await ensureCloudTrailRole(sandbox);
  keepSettings(current, trail);
  beginChains(sandbox, current);
  return trailSettings(current);
}
