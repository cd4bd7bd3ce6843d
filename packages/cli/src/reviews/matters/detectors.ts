import { GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import type { ReviewReader } from '../reader.ts';

/** Asks the administrator's detector in each Region; it knows of all members. */
export async function eachDetector<T>(
  reader: ReviewReader,
  ask: (client: GuardDutyClient, detectorId: string, region: string) => Promise<T>,
): Promise<readonly T[]> {
  const regions = await reader.regions();
  const answers = await Promise.all(
    regions.map(async (region) => {
      const client = reader.client(GuardDutyClient, reader.organization.securityAccountId, region);
      const listed = await reader.ask(`detectors in ${region}`, () =>
        client.send(new ListDetectorsCommand({})),
      );
      const [detectorId] = listed?.DetectorIds ?? [];
      return detectorId === undefined ? [] : [await ask(client, detectorId, region)];
    }),
  );
  return answers.flat();
}
