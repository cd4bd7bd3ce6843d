import { GuardDuty } from '@aws-sdk/client-guardduty';
import type {
  PublishingDestinationArgs,
  PublishingDestinationState,
} from '@pulumi/aws/guardduty/publishingDestination.js';
import { defineResource, type Inputs } from '../../core/resource.ts';
import { isError, poll } from '../../core/retry.ts';
import { twoParts, unlessGone } from './errors.ts';
import { changeTags, detectorArn } from './tags.ts';

const CREATE =
  'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreatePublishingDestination.html';

/** Where findings are exported to. Id and import id: `detector:destination`. */
export const publishingDestination = defineResource<PublishingDestinationArgs, PublishingDestinationState>({
  token: 'aws:guardduty/publishingDestination:PublishingDestination',
  properties: {
    destinationArn: { required: true },
    destinationType: { default: 'S3' },
    detectorId: { required: true, replaces: CREATE },
    kmsKeyArn: { required: true },
    region: { computed: true, replaces: CREATE },
    tags: {},
  },
  computed: { arn: true, destinationId: true },
  async create(inputs, context) {
    const guardduty = context.client(GuardDuty);
    const DetectorId = inputs.detectorId;
    const { DestinationId } = await context.retry(
      () =>
        guardduty.createPublishingDestination({
          DetectorId,
          DestinationType: inputs.destinationType as 'S3',
          DestinationProperties: properties(inputs),
          ...(Object.keys(inputs.tags ?? {}).length > 0 ? { Tags: inputs.tags } : {}),
        }),
      // GuardDuty tries to write: policies of bucket and key may be fresh.
      (error) => isError(error, 'BadRequestException', /permission|policy|access/i),
      20_000,
    );
    context.created(`${DetectorId}:${DestinationId}`);
    const status = await poll(
      async () => {
        const { Status } = await guardduty.describePublishingDestination({ DetectorId, DestinationId });
        return Status === 'PENDING_VERIFICATION' ? undefined : Status;
      },
      { timeoutMilliseconds: context.timeoutMilliseconds(5 * 60_000), signal: context.signal },
    );
    if (status !== 'PUBLISHING') {
      throw new Error(
        `GuardDuty cannot publish to ${inputs.destinationArn}: ${status ?? 'the verification takes too long'}`,
      );
    }
    return `${DetectorId}:${DestinationId}`;
  },
  async read(id, context) {
    const [DetectorId, DestinationId] = twoParts(id, ':', '<detector>:<destination>');
    const found = await unlessGone(
      context.client(GuardDuty).describePublishingDestination({ DetectorId, DestinationId }),
    );
    if (!found) return undefined;
    return {
      arn: detectorArn(context, DetectorId, `publishingDestination/${DestinationId}`),
      destinationArn: found.DestinationProperties?.DestinationArn,
      destinationId: DestinationId,
      destinationType: found.DestinationType,
      detectorId: DetectorId,
      kmsKeyArn: found.DestinationProperties?.KmsKeyArn,
      tags: found.Tags ?? {},
    };
  },
  async update(id, inputs, context) {
    const guardduty = context.client(GuardDuty);
    const [DetectorId, DestinationId] = twoParts(id, ':', '<detector>:<destination>');
    if (context.changed('destinationArn', 'kmsKeyArn')) {
      await guardduty.updatePublishingDestination({
        DetectorId,
        DestinationId,
        DestinationProperties: properties(inputs),
      });
    }
    if (context.changed('tags')) {
      await changeTags(
        guardduty,
        detectorArn(context, DetectorId, `publishingDestination/${DestinationId}`),
        context.old.tags,
        inputs.tags,
      );
    }
  },
  async delete(id, context) {
    const [DetectorId, DestinationId] = twoParts(id, ':', '<detector>:<destination>');
    await unlessGone(context.client(GuardDuty).deletePublishingDestination({ DetectorId, DestinationId }));
  },
});

const properties = (inputs: Inputs<PublishingDestinationArgs>) => ({
  DestinationArn: inputs.destinationArn,
  KmsKeyArn: inputs.kmsKeyArn,
});
