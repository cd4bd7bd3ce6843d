import { describe, expect, it } from 'vitest';
import { aDetector, anAccount, anEstate, complete, names } from '../../../test/builders.ts';
import { verdictOf, verdictsOf } from '../../../test/verdicts-of.ts';
import { judge } from '../../judge/judge.ts';
import type { Account, Detector } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './detector-in-every-region.ts';

const denied = unknownBecause('access-denied', 'AccessDenied for guardduty:ListDetectors');

function inOneRegion(detectors: readonly Detector[], account: Partial<Account> = {}, parameters = {}) {
  const accounts = complete([anAccount({ enabledRegions: [names.home], ...account })]);
  return verdictOf(control, anEstate({ accounts, detectors: complete(detectors) }), parameters);
}

describe(control.id, () => {
  it('judges each enabled Region of each account', () => {
    const results = judge(anEstate(), { controls: [control] });
    expect(results.map(({ subject }) => subject.id)).toContain(`${names.member}/eu-west-1`);
    expect(results).toHaveLength(8);
    expect(new Set(results.map(({ verdict }) => verdict.status))).toEqual(new Set(['pass']));
  });

  it.each<[string, Partial<Detector>, string]>([
    ['on', {}, 'pass'],
    ['suspended', { enabled: false }, 'fail'],
    ['known not to exist', { id: null }, 'fail'],
    ['hidden', { id: denied }, 'unknown'],
    ['of unknown state', { enabled: denied }, 'unknown'],
  ])('a detector that is %s -> %s', (_case, detector, status) => {
    expect(inOneRegion([aDetector(detector)]).status).toBe(status);
  });

  it('fails a Region without a detector', () => {
    expect(inOneRegion([])).toMatchObject({
      reason: `there is no detector for account ${names.member} in us-east-1`,
    });
  });

  it('waits a day for the detector of a new account', () => {
    expect(inOneRegion([], { joinedAt: '2026-06-15T02:00:00.000Z' })).toMatchObject({
      because: { unknown: 'pending', until: '2026-06-16T02:00:00.000Z' },
    });
  });

  it('waits for nobody where the detector of a new account is suspended', () => {
    const joinedAt = '2026-06-15T02:00:00.000Z';
    expect(inOneRegion([aDetector({ enabled: false })], { joinedAt })).toMatchObject({
      status: 'fail',
      reason: 'the detector is suspended',
    });
    expect(inOneRegion([aDetector({ id: null })], { joinedAt })).toMatchObject({
      because: { unknown: 'pending' },
    });
  });

  it('does not judge a closed account', () => {
    expect(inOneRegion([], { status: 'SUSPENDED' }).status).toBe('not_applicable');
  });

  it('does not judge a closed account whose Regions it cannot tell', () => {
    const accounts = complete([anAccount({ status: 'SUSPENDED', enabledRegions: denied })]);
    const verdicts = verdictsOf(control, anEstate({ accounts, detectors: complete([]) }));
    expect(verdicts.map(({ status }) => status)).toEqual(['not_applicable']);
  });

  it('is not about Regions that are denied or have no GuardDuty', () => {
    expect(inOneRegion([], {}, { deniedRegions: [names.home] }).status).toBe('not_applicable');
    expect(inOneRegion([], {}, { regionsWithoutGuardDuty: [names.home] }).status).toBe('not_applicable');
  });

  it('does not know while the Regions of an account are hidden', () => {
    const accounts = complete([anAccount({ enabledRegions: denied })]);
    const verdicts = verdictsOf(control, anEstate({ accounts, detectors: complete([]) }));
    expect(verdicts.map(({ status }) => status)).toEqual(['unknown']);
  });

  it('does not know while detectors could not be listed, or one has no known place', () => {
    const accounts = complete([anAccount({ enabledRegions: [names.home] })]);
    const unlisted = anEstate({ accounts, detectors: { items: [], complete: denied } });
    expect(verdictOf(control, unlisted).status).toBe('unknown');
    const placeless = anEstate({ accounts, detectors: complete([aDetector({ region: denied })]) });
    expect(verdictsOf(control, placeless).map(({ status }) => status)).toEqual(['unknown', 'unknown']);
  });
});
