import type {
  DescribeTrailsRequest,
  DescribeTrailsResponse,
  GetTrailResponse,
  ListTrailsResponse,
  Trail as TrailDescription,
} from '@aws-sdk/client-cloudtrail';
import type { Call } from '../call.ts';
import type { SandboxContext } from '../service.ts';
import { hasCustomEventSelectors } from './event-selectors.ts';
import { findTrail, isOrganizationMember } from './find-trail.ts';
import { cloudTrailState, type Trail } from './state.ts';
import { parseNameOrArn } from './trail-name.ts';

/** Settings that CreateTrail and UpdateTrail answer. */
export function trailSettings(trail: Trail) {
  return {
    Name: trail.name,
    S3BucketName: trail.bucketName,
    ...(trail.keyPrefix !== undefined && { S3KeyPrefix: trail.keyPrefix }),
    ...(trail.snsTopicName !== undefined && { SnsTopicName: trail.snsTopicName }),
    ...(trail.snsTopicArn !== undefined && { SnsTopicARN: trail.snsTopicArn }),
    IncludeGlobalServiceEvents: trail.includeGlobalServiceEvents,
    IsMultiRegionTrail: trail.isMultiRegion,
    TrailARN: trail.arn,
    LogFileValidationEnabled: trail.logFileValidation,
    ...(trail.logGroupArn !== undefined && { CloudWatchLogsLogGroupArn: trail.logGroupArn }),
    ...(trail.logGroupRoleArn !== undefined && { CloudWatchLogsRoleArn: trail.logGroupRoleArn }),
    ...(trail.kmsKeyArn !== undefined && { KmsKeyId: trail.kmsKeyArn }),
    IsOrganizationTrail: trail.isOrganization,
    RecursiveLogging: trail.recursiveLogging ?? true,
  };
}

function describe(trail: Trail): TrailDescription {
  return {
    ...trailSettings(trail),
    HomeRegion: trail.homeRegion,
    HasCustomEventSelectors: hasCustomEventSelectors(trail),
    HasInsightSelectors: (trail.insightSelectors?.length ?? 0) > 0,
  };
}

/**
 * Trails of an account that exist in a region: its own and, as shadow trails, those of other regions
 * that apply to all regions and organization trails seen from a member.
 */
export function trailsIn(
  sandbox: SandboxContext,
  accountId: string,
  region: string,
  includeShadowTrails: boolean,
): Trail[] {
  const member = isOrganizationMember(sandbox, accountId);
  return Object.values(cloudTrailState(sandbox).trails).filter((trail) => {
    const own = trail.accountId === accountId;
    if (own && trail.homeRegion === region) return true;
    if (!includeShadowTrails) return false;
    return (own || (trail.isOrganization && member)) && (trail.isMultiRegion || trail.homeRegion === region);
  });
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html */
export function describeTrails(call: Call, sandbox: SandboxContext): DescribeTrailsResponse {
  const input = call.input as DescribeTrailsRequest;
  const { accountId } = call.caller;
  const names = input.trailNameList ?? [];
  if (names.length === 0) {
    const shadows = input.includeShadowTrails ?? true;
    return { trailList: trailsIn(sandbox, accountId, call.region, shadows).map(describe) };
  }
  // A name is looked for in this account and region only; an ARN anywhere the account sees. What is not
  // found is left out, not an error.
  const own = trailsIn(sandbox, accountId, call.region, false);
  const all = Object.values(cloudTrailState(sandbox).trails).filter(
    (trail) =>
      trail.accountId === accountId || (trail.isOrganization && isOrganizationMember(sandbox, accountId)),
  );
  const found = names.flatMap((nameOrArn) => {
    const parsed = parseNameOrArn(nameOrArn);
    return 'accountId' in parsed
      ? all.filter((trail) => trail.arn === nameOrArn)
      : own.filter((trail) => trail.name === parsed.name);
  });
  return { trailList: [...new Set(found)].map(describe) };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrail.html */
export function getTrail(call: Call, sandbox: SandboxContext): GetTrailResponse {
  return { Trail: describe(findTrail(call, sandbox, call.input.Name)) };
}

/**
 * Every trail of the account, whatever the region of the call; members see organization trails too.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListTrails.html
 */
export function listTrails(call: Call, sandbox: SandboxContext): ListTrailsResponse {
  const { accountId } = call.caller;
  const member = isOrganizationMember(sandbox, accountId);
  return {
    Trails: Object.values(cloudTrailState(sandbox).trails)
      .filter((trail) => trail.accountId === accountId || (trail.isOrganization && member))
      .map((trail) => ({ TrailARN: trail.arn, Name: trail.name, HomeRegion: trail.homeRegion })),
  };
}
