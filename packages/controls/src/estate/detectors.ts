import type { Detector, Estate } from '../model/estate.ts';
import { isUnknown } from '../model/fact.ts';
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
