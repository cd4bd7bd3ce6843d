import { AwsError } from '../../error.ts';
import type { SandboxContext } from '../../service.ts';
import { cloudTrailCaller } from '../service-caller.ts';
import type { Trail } from '../state.ts';
import { statusOf } from './log-files.ts';

/**
 * Tells a trail's topic of a new log file.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/configure-sns-notifications-for-cloudtrail.html
 */
export async function notify(
  sandbox: SandboxContext,
  trail: Trail,
  file: { readonly accountId: string; readonly region: string },
  key: string,
  now: Date,
): Promise<void> {
  if (trail.snsTopicArn === undefined) return;
  const status = statusOf(trail, file.accountId, file.region);
  status.latestNotificationAttemptTime = now.toISOString();
  try {
    await sandbox.call(cloudTrailCaller(trail), trail.homeRegion, 'sns', 'Publish', {
      TopicArn: trail.snsTopicArn,
      Message: JSON.stringify({ s3Bucket: trail.bucketName, s3ObjectKey: [key] }),
    });
    status.latestNotificationTime = now.toISOString();
    delete status.latestNotificationError;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    status.latestNotificationError = error.code;
  }
}
