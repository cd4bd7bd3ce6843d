import { describe, expect, it } from 'vitest';
import { anAdministratorDetector, anEstate, complete, denied } from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { AdministratorDetector } from '../../model/estate.ts';
import control from './publishing-frequency.ts';

describe(control.id, () => {
  it.each<[string, Partial<AdministratorDetector>, string]>([
    ['every fifteen minutes', {}, 'pass'],
    ['every hour', { publishingFrequency: 'ONE_HOUR' }, 'fail'],
    ['every six hours', { publishingFrequency: 'SIX_HOURS' }, 'fail'],
    ['hidden', { publishingFrequency: denied }, 'unknown'],
    ['without a detector', { publishingFrequency: null }, 'not_applicable'],
  ])('%s -> %s', (_case, detector, status) => {
    const administratorDetectors = complete([anAdministratorDetector(detector)]);
    expect(verdictsOf(control, anEstate({ administratorDetectors }))[0]?.status).toBe(status);
  });

  it('does not judge the detectors of members, whose administrator sets it', () => {
    const estate = anEstate({ organization: null, administratorDetectors: complete([]) });
    expect(verdictsOf(control, estate)).toEqual([]);
  });

  it('does not know a Region whose administrator was not read', () => {
    const estate = anEstate({ administratorDetectors: complete([]) });
    expect(verdictsOf(control, estate).map(({ status }) => status)).toEqual(['unknown', 'unknown']);
  });
});
