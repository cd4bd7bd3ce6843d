import type { AdministratorDetector, DetectionOrganization, Detector, Estate } from '../model/estate.ts';
import { isUnknown, type Unknown } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { decide, notApplicable } from '../verdicts.ts';
import { listIndex } from './list-index.ts';

const detectorsByPlace = listIndex<Detector>(({ accountId, region }) =>
  typeof accountId === 'string' && typeof region === 'string' ? [`${accountId}/${region}`] : [],
);

/** One key for all detectors that could be in more places than one. */
const somewhere = 'somewhere';
const detectorsSomewhere = listIndex<Detector>(({ accountId, region }) =>
  isUnknown(accountId) || isUnknown(region) ? [somewhere] : [],
);

/** Detectors that were seen in an account and Region. */
export function detectorsIn(estate: Estate, accountId: string, region: string): readonly Detector[] {
  return detectorsByPlace(estate.detectors.items, `${accountId}/${region}`);
}

/** Detectors that may be in an account and Region, as the place of them is not known. */
export function detectorsPerhapsIn(estate: Estate, accountId: string, region: string): readonly Detector[] {
  return detectorsSomewhere(estate.detectors.items, somewhere).filter(
    (detector) =>
      (isUnknown(detector.accountId) || detector.accountId === accountId) &&
      (isUnknown(detector.region) || detector.region === region),
  );
}

/**
 * The organization's settings that an administrator's detector goes with; `undefined` where there are none, and why that
 * is not known.
 */
export function organizationOf(
  { region, accountId }: AdministratorDetector,
  { organization, detectionOrganizations: { items, complete } }: Estate,
): DetectionOrganization | Unknown | undefined {
  if (organization === null) return undefined;
  const found = items.find(
    ({ region: place, administratorAccountId: administrator }) =>
      typeof region === 'string' &&
      place === region &&
      (typeof administrator !== 'string' || administrator === accountId),
  );
  if (found !== undefined) return found;
  const places = items.flatMap((one) => [one.region, one.administratorAccountId]);
  const hidden = [region, accountId, organization, ...places].find(isUnknown);
  return hidden ?? (complete === true ? undefined : complete);
}

/** Judges a detector that is on; one that is not, or does not exist, is another control's finding. */
export function ifDetecting(detector: Detector, judge: () => Verdict): Verdict {
  return decide(detector.id, 'whether there is a detector', (id) =>
    id === null
      ? notApplicable('there is no detector')
      : decide(detector.enabled, 'whether the detector is on', (enabled) =>
          enabled === true ? judge() : notApplicable('the detector is suspended'),
        ),
  );
}
