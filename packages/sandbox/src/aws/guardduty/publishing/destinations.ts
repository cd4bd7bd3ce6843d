import { randomBytes } from 'node:crypto';
import type {
  CreatePublishingDestinationRequest,
  DescribePublishingDestinationResponse,
  ListPublishingDestinationsResponse,
  UpdatePublishingDestinationRequest,
} from '@aws-sdk/client-guardduty';
import type { Call } from '../../call.ts';
import type { SandboxContext } from '../../service.ts';
import { ownDetector } from '../detectors.ts';
import { badRequest, invalidValue, Message, noSuchResource } from '../errors.ts';
import { page } from '../page.ts';
import type { Detector, PublishingDestination } from '../state.ts';
import { readTags } from '../tags.ts';
import { assertMayPublish } from './permission.ts';

function find(detector: Detector, id: unknown): PublishingDestination {
  const destination = detector.destinations.find((one) => one.id === id);
  if (!destination) throw noSuchResource();
  return destination;
}

/**
 * Where findings are exported to; one bucket a detector. Bucket and key have to admit GuardDuty now.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreatePublishingDestination.html
 */
export async function createPublishingDestination(call: Call, sandbox: SandboxContext): Promise<object> {
  const input = call.input as unknown as CreatePublishingDestinationRequest;
  const { detector } = await ownDetector(call, sandbox);
  if (input.DestinationType !== 'S3') throw invalidValue();
  if (detector.destinations.length > 0) throw badRequest(Message.destinationExists);
  const { DestinationArn, KmsKeyArn } = input.DestinationProperties ?? {};
  const tags = readTags(input.Tags);
  await assertMayPublish(sandbox, detector, DestinationArn, KmsKeyArn);
  const destination: PublishingDestination = {
    id: randomBytes(16).toString('hex'),
    type: 'S3',
    destinationArn: DestinationArn ?? '',
    kmsKeyArn: KmsKeyArn ?? '',
    status: 'PUBLISHING',
    failingSince: 0,
    tags,
  };
  detector.destinations.push(destination);
  return { DestinationId: destination.id };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribePublishingDestination.html */
export async function describePublishingDestination(
  call: Call,
  sandbox: SandboxContext,
): Promise<DescribePublishingDestinationResponse> {
  const destination = find((await ownDetector(call, sandbox)).detector, call.input.DestinationId);
  return {
    DestinationId: destination.id,
    DestinationType: destination.type,
    Status: destination.status,
    PublishingFailureStartTimestamp: destination.failingSince,
    DestinationProperties: { DestinationArn: destination.destinationArn, KmsKeyArn: destination.kmsKeyArn },
    Tags: destination.tags,
  };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdatePublishingDestination.html */
export async function updatePublishingDestination(call: Call, sandbox: SandboxContext): Promise<object> {
  const input = call.input as unknown as UpdatePublishingDestinationRequest;
  const { detector } = await ownDetector(call, sandbox);
  const destination = find(detector, input.DestinationId);
  const arn = input.DestinationProperties?.DestinationArn ?? destination.destinationArn;
  const key = input.DestinationProperties?.KmsKeyArn ?? destination.kmsKeyArn;
  await assertMayPublish(sandbox, detector, arn, key);
  destination.destinationArn = arn;
  destination.kmsKeyArn = key;
  destination.status = 'PUBLISHING';
  destination.failingSince = 0;
  return {};
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DeletePublishingDestination.html */
export async function deletePublishingDestination(call: Call, sandbox: SandboxContext): Promise<object> {
  const { detector } = await ownDetector(call, sandbox);
  const destination = find(detector, call.input.DestinationId);
  detector.destinations = detector.destinations.filter((one) => one !== destination);
  return {};
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListPublishingDestinations.html */
export async function listPublishingDestinations(
  call: Call,
  sandbox: SandboxContext,
): Promise<ListPublishingDestinationsResponse> {
  const { detector } = await ownDetector(call, sandbox);
  const { items, next } = page(detector.destinations, call.input);
  return {
    Destinations: items.map((one) => ({
      DestinationId: one.id,
      DestinationType: one.type,
      Status: one.status,
    })),
    ...next,
  };
}
