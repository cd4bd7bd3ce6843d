import { GetDetectorCommand } from '@aws-sdk/client-guardduty';
import { sdkFeatures, strangeFeatures } from '../../doctor/checks/api-features.ts';
import type { ReviewReader } from '../reader.ts';
import type { Section } from '../review-report.ts';
import { eachDetector } from './detectors.ts';

/** What the services can do that no control knows, as the SDK and AWS itself name it. */
export async function featureSections(reader: ReviewReader): Promise<readonly Section[]> {
  const named = await eachDetector(reader, async (client, DetectorId, region) => {
    const detector = await reader.ask(`the detector in ${region}`, () =>
      client.send(new GetDetectorCommand({ DetectorId })),
    );
    return detector?.Features ?? [];
  });
  const features = named.flat();
  const offered = {
    'feature of GuardDuty': unique(features.map(({ Name = '' }) => Name)),
    'part of a feature of GuardDuty': unique(
      features.flatMap(({ AdditionalConfiguration = [] }) =>
        AdditionalConfiguration.map(({ Name = '' }) => Name),
      ),
    ),
  };
  const rows = [
    ...strangeFeatures(sdkFeatures).map(({ level, says }) => ['the SDK', level, says]),
    ...strangeFeatures(offered).map(({ level, says }) => ['AWS', level, says]),
  ];
  return [
    {
      title: 'Features of the services',
      about:
        'Those that no control knows have to be decided on: use them, or say why not. Services announce theirs at https://aws.amazon.com/new/.',
      columns: ['told by', 'level', 'what'],
      rows,
    },
  ];
}

const unique = (names: readonly string[]) => [...new Set(names)].sort();
