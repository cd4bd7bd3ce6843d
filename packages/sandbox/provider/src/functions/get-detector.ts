import { GuardDuty } from '@aws-sdk/client-guardduty';
import type { GetDetectorArgs, GetDetectorResult } from '@pulumi/aws/guardduty/getDetector.js';
import { defineFunction } from '../core/function.ts';

/** The account's detector in a region; without an id the only one, as there is never a second. */
export const getDetector = defineFunction<GetDetectorArgs, GetDetectorResult>({
  token: 'aws:guardduty/getDetector:getDetector',
  args: { id: true, region: true, tags: false },
  async invoke({ id: asked }, context) {
    const guardduty = context.client(GuardDuty);
    const id = asked ?? (await guardduty.listDetectors({})).DetectorIds?.[0];
    if (id === undefined)
      throw new Error(`account ${context.accountId} has no GuardDuty detector in ${context.region}`);
    const found = await guardduty.getDetector({ DetectorId: id });
    return {
      arn: `arn:${context.partition}:guardduty:${context.region}:${context.accountId}:detector/${id}`,
      features: (found.Features ?? []).map((feature) => ({
        name: feature.Name ?? '',
        status: feature.Status ?? '',
        additionalConfigurations: (feature.AdditionalConfiguration ?? []).map((additional) => ({
          name: additional.Name ?? '',
          status: additional.Status ?? '',
        })),
      })),
      findingPublishingFrequency: found.FindingPublishingFrequency ?? '',
      id,
      region: context.region,
      serviceRoleArn: found.ServiceRole ?? '',
      status: found.Status ?? '',
      tags: found.Tags ?? {},
    };
  },
});
