import { describe, expect, it } from 'vitest';
import { aDetectionOrganization, anAccount, anEstate, complete, names } from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { DetectionOrganization, Estate } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './same-administrator.ts';

const denied = unknownBecause('access-denied', 'only the management account may ask');

/** The verdict on us-east-1, beside eu-west-1. */
function judged(
  settings: Partial<DetectionOrganization>,
  elsewhere: Partial<DetectionOrganization> = {},
  parameters = {},
  estate: Partial<Estate> = {},
) {
  const regions = [
    aDetectionOrganization({ region: 'us-east-1', ...settings }),
    aDetectionOrganization({ region: 'eu-west-1', ...elsewhere }),
  ];
  const all = anEstate({
    accounts: complete([anAccount({ id: names.management })]),
    detectionOrganizations: complete(regions),
    ...estate,
  });
  return verdictsOf(control, all, parameters).at(-1);
}

describe(control.id, () => {
  it.each<[string, Partial<DetectionOrganization>, Partial<DetectionOrganization>, string]>([
    ['the same everywhere', {}, {}, 'pass'],
    ['nobody', { administratorAccountId: null }, {}, 'fail'],
    ['nobody elsewhere, which fails there', {}, { administratorAccountId: null }, 'pass'],
    ['another elsewhere', {}, { administratorAccountId: names.logArchive }, 'fail'],
    ['the management account', { administratorAccountId: names.management }, {}, 'fail'],
    ['hidden', { administratorAccountId: denied }, {}, 'unknown'],
    ['hidden elsewhere', {}, { administratorAccountId: denied }, 'unknown'],
  ])('%s -> %s', (_case, here, elsewhere, status) => {
    expect(judged(here, elsewhere)?.status).toBe(status);
  });

  it('says whose designation is being taken back', () => {
    const settings = { administratorAccountId: null, leavingAdministratorAccountId: names.security };
    expect(judged(settings)).toMatchObject({
      status: 'fail',
      reason: `the designation of ${names.security} is being taken back`,
    });
  });

  it('asks for the security account that is configured', () => {
    expect(judged({}, {}, { securityAccountId: names.security })?.status).toBe('pass');
    expect(judged({}, {}, { securityAccountId: names.member })?.status).toBe('fail');
  });

  it('is not about a standalone account, and does not know a Region that was not read', () => {
    expect(judged({}, {}, {}, { organization: null })?.status).toBe('not_applicable');
    const one = complete([aDetectionOrganization({ region: 'eu-west-1' })]);
    expect(judged({}, {}, {}, { detectionOrganizations: one })?.status).toBe('unknown');
  });
});
