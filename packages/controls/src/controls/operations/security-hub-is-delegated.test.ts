import { describe, expect, it } from 'vitest';
import { anEstate, aSecurityHubOrganization, denied, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, SecurityHubOrganization } from '../../model/estate.ts';
import control from './security-hub-is-delegated.ts';

function judged(hub: Partial<SecurityHubOrganization>, differing: Partial<Estate> = {}) {
  return verdictOf(
    control,
    anEstate({ securityHubOrganization: aSecurityHubOrganization(hub), ...differing }),
  );
}

describe(control.id, () => {
  it.each<[string, Partial<SecurityHubOrganization>, string]>([
    ['run from the security account', {}, 'pass'],
    ['run from another account', { administratorAccountId: names.member }, 'fail'],
    ['run from nowhere', { administratorAccountId: null }, 'fail'],
    ['that leaves new accounts out', { autoEnable: false }, 'fail'],
    [
      'configured centrally, at the root',
      { configurationType: 'CENTRAL', autoEnable: false, policyCoversRoot: true },
      'pass',
    ],
    [
      'configured centrally, not at the root',
      { configurationType: 'CENTRAL', autoEnable: false, policyCoversRoot: false },
      'fail',
    ],
    ['that gathers nothing', { linkingMode: null }, 'fail'],
    [
      'that gathers all enabled Regions by name',
      { linkingMode: 'SPECIFIED_REGIONS', linkedRegions: ['eu-west-1'] },
      'pass',
    ],
    ['that gathers some', { linkingMode: 'SPECIFIED_REGIONS', linkedRegions: ['ap-east-1'] }, 'fail'],
    ['that gathers all but some', { linkingMode: 'ALL_REGIONS_EXCEPT_SPECIFIED' }, 'fail'],
    ['whose administrator could not be read', { administratorAccountId: denied }, 'unknown'],
    ['whose aggregator could not be read', { linkingMode: denied }, 'unknown'],
  ])('Security Hub %s -> %s', (_case, hub, status) => {
    expect(judged(hub).status).toBe(status);
  });

  it('does not apply where it is not used, and is not known where it could not be read', () => {
    expect(judged({}, { securityHubOrganization: null }).status).toBe('not_applicable');
    expect(judged({}, { securityHubOrganization: denied }).status).toBe('unknown');
    expect(judged({}, { organization: null }).status).toBe('not_applicable');
  });
});
