import { describe, expect, it } from 'vitest';
import {
  aDetectionOrganization,
  anAccount,
  anEstate,
  complete,
  denied,
  names,
} from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { DetectionOrganization, Estate } from '../../model/estate.ts';
import control from './accounts-enabled-automatically.ts';

function judged(settings: Partial<DetectionOrganization>, parameters = {}, estate: Partial<Estate> = {}) {
  const management = anAccount({ id: names.management, enabledRegions: [names.home] });
  const all = anEstate({
    accounts: complete([management]),
    detectionOrganizations: complete([aDetectionOrganization(settings)]),
    ...estate,
  });
  return verdictsOf(control, all, parameters)[0];
}

describe(control.id, () => {
  it.each([
    ['ALL', 'pass'],
    ['NEW', 'fail'],
    ['NONE', 'fail'],
    [null, 'fail'],
    [denied, 'unknown'],
  ] as const)('%s -> %s', (autoEnable, status) => {
    expect(judged({ autoEnable })?.status).toBe(status);
  });

  it('fails when the limit of members is reached', () => {
    expect(judged({ memberLimitReached: true })?.status).toBe('fail');
  });

  it('passes NEW on request, while every account is a member', () => {
    expect(judged({ autoEnable: 'NEW' }, { allowNew: true })?.status).toBe('pass');
    expect(judged({ autoEnable: 'NEW', members: [] }, { allowNew: true })?.status).toBe('fail');
    expect(judged({ autoEnable: 'NEW', members: denied }, { allowNew: true })?.status).toBe('unknown');
  });

  it('is not about a standalone account', () => {
    expect(judged({}, {}, { organization: null })?.status).toBe('not_applicable');
  });

  it('does not know a Region whose settings were not read', () => {
    const verdict = judged({}, {}, { detectionOrganizations: complete([]) });
    expect(verdict).toMatchObject({ status: 'unknown', because: { unknown: 'not-read' } });
  });

  it('does not know while the limit is hidden', () => {
    expect(judged({ memberLimitReached: denied })?.status).toBe('unknown');
  });
});
