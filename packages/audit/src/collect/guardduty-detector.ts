import {
  GetDetectorCommand,
  type GetDetectorCommandOutput,
  GuardDutyClient,
  ListDetectorsCommand,
} from '@aws-sdk/client-guardduty';
import {
  type Detector,
  type DetectorFeatures,
  type Fact,
  type FeatureStatus,
  isUnknown,
} from '@trailguard/controls';
import { featuresOf } from './guardduty-features.ts';
import { field, mapFact, type Reader } from './reader.ts';

/** A detector as its own account tells of it. */
export interface DetectorReading {
  readonly accountId: string;
  readonly region: string;
  /** `null` when there is none. */
  readonly id: Fact<string>;
  readonly got: Fact<GetDetectorCommandOutput>;
}

/** Asks an account for its detector in a Region. */
export async function askForDetector(
  reader: Reader,
  accountId: string,
  region: string,
): Promise<DetectorReading> {
  const client = reader.client(GuardDutyClient, accountId, region);
  const id = await reader.ask<string | null>(
    `guardduty:ListDetectors in ${accountId}/${region}`,
    async (options) => {
      const { DetectorIds } = await client.send(new ListDetectorsCommand({}), options);
      return DetectorIds?.[0] ?? null;
    },
  );
  const got =
    id === null || isUnknown(id)
      ? id
      : await reader.ask(`guardduty:GetDetector for ${id} in ${accountId}/${region}`, (options) =>
          client.send(new GetDetectorCommand({ DetectorId: id }), options),
        );
  return { accountId, region, id, got };
}

/** The detector of a reading. A region without a detector is a fact too: its id is `null`. */
export function detectorFrom(reader: Reader, { accountId, region, id, got }: DetectorReading): Detector {
  return {
    accountId,
    region,
    id,
    enabled: mapFact(got, ({ Status }) =>
      mapFact(field(Status, 'guardduty:GetDetector', 'Status'), (status) => status === 'ENABLED'),
    ),
    features: featuresFrom(got),
    observation: {
      arn: `${accountId}/${region}${typeof id === 'string' ? `/${id}` : ''}`,
      calls: {
        id: 'guardduty:ListDetectors',
        enabled: 'guardduty:GetDetector',
        features: 'guardduty:GetDetector',
      },
      at: reader.clock.latest ?? '',
    },
  };
}

function featuresFrom(got: Fact<GetDetectorCommandOutput>): DetectorFeatures {
  if (got === null) return { items: [], complete: true };
  return isUnknown(got)
    ? { items: [], complete: got }
    : featuresOf<FeatureStatus>(got.Features, 'guardduty:GetDetector');
}

/** GuardDuty in one account and region, as the account itself tells. */
export async function readDetector(reader: Reader, accountId: string, region: string): Promise<Detector> {
  return detectorFrom(reader, await askForDetector(reader, accountId, region));
}
