import { describe, expect, it } from 'vitest';
import {
  anAdministratorDetector,
  anEstate,
  aPublishingDestination,
  complete,
  denied,
} from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { AdministratorDetector, PublishingDestination } from '../../model/estate.ts';
import control from './findings-exported.ts';

function judged(detector: Partial<AdministratorDetector>) {
  const administratorDetectors = complete([anAdministratorDetector(detector)]);
  return verdictsOf(control, anEstate({ administratorDetectors }))[0];
}
const into = (...destinations: readonly Partial<PublishingDestination>[]) => ({
  destinations: complete(destinations.map((one) => aPublishingDestination(one))),
});
const failing = 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY';

describe(control.id, () => {
  it.each<[string, Partial<AdministratorDetector>, string]>([
    ['publishing', {}, 'pass'],
    ['nowhere', into(), 'fail'],
    ['failing', into({ status: failing }), 'fail'],
    ['stopped', into({ status: 'STOPPED' }), 'fail'],
    ['not verified yet', into({ status: 'PENDING_VERIFICATION' }), 'unknown'],
    ['failing at one of two', into({ status: failing }, {}), 'pass'],
    ['without a key', into({ keyArn: null }), 'fail'],
    ['elsewhere than S3', into({ type: 'EVENTBRIDGE' }), 'fail'],
    ['of unknown state', into({ status: denied }), 'unknown'],
    ['not listed', { destinations: { items: [], complete: denied } }, 'unknown'],
  ])('%s -> %s', (_case, detector, status) => {
    expect(judged(detector)?.status).toBe(status);
  });

  it('says since when the export fails', () => {
    const failingSince = '2026-06-01T00:00:00.000Z';
    expect(judged(into({ status: failing, failingSince }))).toMatchObject({
      reason: `the export is ${failing} since ${failingSince}`,
    });
  });
});
