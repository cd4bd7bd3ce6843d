import type { CreateTrailRequest, CreateTrailResponse } from '@aws-sdk/client-cloudtrail';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import { assertMayHaveOrganizationTrail } from './checks/organization.ts';
import { trailSettings, trailsIn } from './describe-trails.ts';
import { ensureCloudTrailRole } from './service-linked-role.ts';
import { cloudTrailState, type Trail } from './state.ts';
import { assertTags } from './tags.ts';
import { assertTrailName, trailArn } from './trail-name.ts';
import { applySettings } from './trail-settings.ts';

/**
 * Trails a region may hold; a trail of all regions counts in each.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 */
const TrailsPerRegion = 5;

/**
 * Makes a trail that does not log yet. An organization trail belongs to the management account even when
 * the delegated administrator makes it, and its ARN says so.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html
 *
 * @throws AwsError `TrailAlreadyExistsException`, `MaximumNumberOfTrailsExceededException` and those of
 *   the bucket, key, topic, log group and organization checks.
 */
export async function createTrail(call: Call, sandbox: SandboxContext): Promise<CreateTrailResponse> {
  const input = call.input as unknown as CreateTrailRequest;
  const name = input.Name ?? '';
  assertTrailName(name);
  const isOrganization = input.IsOrganizationTrail ?? false;
  if (isOrganization) assertMayHaveOrganizationTrail(sandbox, call.caller.accountId);
  const accountId = isOrganization ? sandbox.organization.managementAccountId : call.caller.accountId;

  const present = trailsIn(sandbox, accountId, call.region, true);
  if (present.some((trail) => trail.name === name)) {
    throw new AwsError(
      'TrailAlreadyExistsException',
      `Trail ${name} already exists for customer: ${accountId}`,
    );
  }
  if (present.length >= TrailsPerRegion) {
    throw new AwsError(
      'MaximumNumberOfTrailsExceededException',
      `User: ${accountId} already has ${TrailsPerRegion} trails in ${call.region}.`,
    );
  }
  const tags = Object.fromEntries((input.TagsList ?? []).map((tag) => [tag.Key ?? '', tag.Value ?? '']));
  assertTags(tags);

  const trail: Trail = {
    name,
    arn: trailArn(call.region, accountId, name),
    accountId,
    homeRegion: call.region,
    bucketName: '',
    includeGlobalServiceEvents: true,
    isMultiRegion: false,
    isOrganization: false,
    logFileValidation: false,
    tags,
    periods: [],
    status: {},
    chains: {},
    undelivered: [],
  };
  await applySettings(sandbox, call.caller.accountId, trail, input);
  if (isOrganization) await ensureCloudTrailRole(sandbox);
  cloudTrailState(sandbox).trails[trail.arn] = trail;
  return trailSettings(trail);
}
