import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import { assertBucketAdmits } from './checks/bucket.ts';
import { assertKeyAdmits } from './checks/key.ts';
import { assertLogGroupAdmits } from './checks/log-group.ts';
import { assertMayHaveOrganizationTrail } from './checks/organization.ts';
import { assertTopicAdmits } from './checks/topic.ts';
import type { Trail } from './state.ts';

/** What CreateTrail and UpdateTrail have in common; an empty text takes a setting away. */
export interface SettingsInput {
  readonly S3BucketName?: string | undefined;
  readonly S3KeyPrefix?: string | undefined;
  readonly SnsTopicName?: string | undefined;
  readonly IncludeGlobalServiceEvents?: boolean | undefined;
  readonly IsMultiRegionTrail?: boolean | undefined;
  readonly EnableLogFileValidation?: boolean | undefined;
  readonly CloudWatchLogsLogGroupArn?: string | undefined;
  readonly CloudWatchLogsRoleArn?: string | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly IsOrganizationTrail?: boolean | undefined;
  readonly RecursiveLogging?: boolean | undefined;
}

/** Sets or, for an empty text, removes one optional setting. */
function assign<K extends 'keyPrefix' | 'snsTopicName' | 'logGroupArn' | 'logGroupRoleArn' | 'kmsKeyArn'>(
  trail: Trail,
  key: K,
  value: string | undefined,
): void {
  if (value === undefined) return;
  if (value === '') delete trail[key];
  else trail[key] = value;
}

/**
 * Turns digests on or off. Those that were not made while validation was off are not made later: a new
 * chain begins. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html
 */
function setValidation(sandbox: SandboxContext, trail: Trail, on: boolean): void {
  if (on && !trail.logFileValidation) trail.validatedSince = sandbox.clock.now().toISOString();
  if (!on) {
    delete trail.validatedSince;
    trail.chains = {};
  }
  trail.logFileValidation = on;
}

function assertNames(trail: Trail): void {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(trail.bucketName)) {
    throw new AwsError(
      'InvalidS3BucketNameException',
      `The S3 bucket name ${trail.bucketName} is not valid.`,
    );
  }
  const prefix = trail.keyPrefix;
  if (prefix !== undefined && (prefix.length > 200 || prefix.startsWith('/') || prefix.endsWith('/'))) {
    throw new AwsError('InvalidS3PrefixException', `The S3 prefix ${prefix} is not valid.`);
  }
  // A trail of all regions has to have the events of global services.
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
  if (trail.isMultiRegion && !trail.includeGlobalServiceEvents) {
    throw new AwsError(
      'InvalidParameterCombinationException',
      'Multi-Region trail must include global service events.',
    );
  }
}

/**
 * Puts the caller's settings on a trail and checks all that CloudTrail checks, before anything is kept.
 *
 * @param trail a copy that the caller of this function keeps only when nothing is thrown.
 */
export async function applySettings(
  sandbox: SandboxContext,
  callerAccountId: string,
  trail: Trail,
  input: SettingsInput,
): Promise<void> {
  trail.bucketName = input.S3BucketName ?? trail.bucketName;
  trail.includeGlobalServiceEvents = input.IncludeGlobalServiceEvents ?? trail.includeGlobalServiceEvents;
  trail.isMultiRegion = input.IsMultiRegionTrail ?? trail.isMultiRegion;
  trail.isOrganization = input.IsOrganizationTrail ?? trail.isOrganization;
  trail.recursiveLogging = input.RecursiveLogging ?? trail.recursiveLogging ?? true;
  assign(trail, 'keyPrefix', input.S3KeyPrefix);
  assign(trail, 'snsTopicName', input.SnsTopicName);
  assign(trail, 'logGroupArn', input.CloudWatchLogsLogGroupArn);
  assign(trail, 'logGroupRoleArn', input.CloudWatchLogsRoleArn);
  assign(trail, 'kmsKeyArn', input.KmsKeyId);

  setValidation(sandbox, trail, input.EnableLogFileValidation ?? trail.logFileValidation);

  assertNames(trail);
  if (trail.isOrganization) assertMayHaveOrganizationTrail(sandbox, callerAccountId);
  // The key first: an upload to the bucket is only tried with a key that CloudTrail may use.
  if (trail.kmsKeyArn !== undefined) {
    trail.kmsKeyArn = await assertKeyAdmits(sandbox, trail, trail.kmsKeyArn);
  }
  await assertBucketAdmits(sandbox, trail);
  if (trail.snsTopicName === undefined) delete trail.snsTopicArn;
  else trail.snsTopicArn = await assertTopicAdmits(sandbox, trail, trail.snsTopicName);
  await assertLogGroupAdmits(sandbox, trail);
}
