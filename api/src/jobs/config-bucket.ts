import { isBucket } from '@trailguard/existing/buckets';
import type { Plan } from '@trailguard/stacks/adoption';
import type { JobContext } from './context.ts';
import { credentialsOf, openSession } from './credentials.ts';
import { JobFailure } from './failure.ts';

/**
 * Refuses to record an account before there is where to deliver: AWS Config would refuse the channel when the account is made
 * already and half of its baseline with it.
 * @throws JobFailure NO_CONFIG_BUCKET naming the bucket.
 */
export async function requireConfigBucket(
  { config, job }: Pick<JobContext, 'config' | 'job'>,
  { creates }: Pick<Plan, 'creates'>,
): Promise<void> {
  const channels = creates.filter(({ type }) => type === 'aws:cfg/deliveryChannel:DeliveryChannel');
  const names = new Set(channels.map(({ inputs }) => inputs.s3BucketName));
  const { homeRegion, managementAccountId } = config.organization;
  for (const name of names) {
    if (typeof name !== 'string') continue;
    const session = await openSession(config, 'preview', managementAccountId, job.id);
    if (await isBucket(name, { region: homeRegion, credentials: credentialsOf(session) })) continue;
    throw new JobFailure(
      'NO_CONFIG_BUCKET',
      `${name}, which the organization's deployment makes. Deploy it first with POST /v1/organization/deployments, or set ` +
        'configRecorder to false in TRAILGUARD_STACK_SETTINGS',
    );
  }
}
