import { GuardDuty } from '@aws-sdk/client-guardduty';
import type { DetectorArgs, DetectorState } from '@pulumi/aws/guardduty/detector.js';
import { defineResource } from '../../core/resource.ts';
import { isError } from '../../core/retry.ts';
import { isGone, unlessGone } from './errors.ts';
import { changeTags, detectorArn } from './tags.ts';

const CREATE = 'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html';

/** GuardDuty in one account and region. Id and import id: the detector's id. */
export const detector = defineResource<DetectorArgs, DetectorState>({
  token: 'aws:guardduty/detector:Detector',
  properties: {
    datasources: { unsupported: 'deprecated in the real provider; use aws.guardduty.DetectorFeature' },
    enable: { default: true },
    findingPublishingFrequency: { computed: true },
    region: { computed: true, replaces: CREATE },
    tags: {},
  },
  computed: { accountId: true, arn: true },
  async create(inputs, context) {
    const { DetectorId } = await context.client(GuardDuty).createDetector({
      Enable: inputs.enable ?? true,
      FindingPublishingFrequency: inputs.findingPublishingFrequency as 'SIX_HOURS' | undefined,
      ...(Object.keys(inputs.tags ?? {}).length > 0 ? { Tags: inputs.tags } : {}),
    });
    return DetectorId as string;
  },
  async read(id, context) {
    const found = await unlessGone(context.client(GuardDuty).getDetector({ DetectorId: id }));
    if (!found) return undefined;
    return {
      accountId: context.accountId,
      arn: detectorArn(context, id),
      enable: found.Status === 'ENABLED',
      findingPublishingFrequency: found.FindingPublishingFrequency,
      tags: found.Tags ?? {},
    };
  },
  async update(id, inputs, context) {
    const guardduty = context.client(GuardDuty);
    if (context.changed('enable', 'findingPublishingFrequency')) {
      await guardduty.updateDetector({
        DetectorId: id,
        Enable: inputs.enable,
        FindingPublishingFrequency: inputs.findingPublishingFrequency as 'SIX_HOURS' | undefined,
      });
    }
    if (context.changed('tags'))
      await changeTags(guardduty, detectorArn(context, id), context.old.tags, inputs.tags);
  },
  async delete(id, context) {
    const guardduty = context.client(GuardDuty);
    try {
      // Members that are being removed are in the way for a moment.
      await context.retry(
        () => guardduty.deleteDetector({ DetectorId: id }),
        (error) => isError(error, 'BadRequestException', /invited or associated members|associated members/i),
        60_000,
      );
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  },
});
