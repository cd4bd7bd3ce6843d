import { describe, expect, it } from 'vitest';
import { anEstate, anOrganization, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { EffectivePolicy, Organization } from '../../model/estate.ts';
import type { Collection, Fact } from '../../model/fact.ts';
import control from './service-policies-agree.ts';

type Content = Fact<Readonly<Record<string, unknown>>>;

function judged(
  content: Content,
  organization: Partial<Organization> = {},
  list?: Collection<EffectivePolicy>,
) {
  const type = 'GUARDDUTY_POLICY';
  const policy = { accountId: names.member, type, content, observation: {} };
  return verdictOf(
    control,
    anEstate({
      organization: anOrganization({ enabledPolicyTypes: [type, 'SERVICE_CONTROL_POLICY'], ...organization }),
      effectivePolicies: list ?? complete([policy]),
    }),
  );
}

describe(control.id, () => {
  it.each<[string, Content, string]>([
    [
      'enables in all Regions',
      { securityhub: { enable_in_regions: ['ALL_SUPPORTED'], disable_in_regions: [] } },
      'pass',
    ],
    [
      'disables in a Region',
      { securityhub: { enable_in_regions: ['us-east-1'], disable_in_regions: ['eu-west-1'] } },
      'fail',
    ],
    ['enables a feature', { guardduty: { features: { s3_data_events: 'enabled' } } }, 'pass'],
    ['disables a feature', { guardduty: { features: { s3_data_events: 'disabled' } } }, 'fail'],
    [
      'sets a feature to false',
      { guardduty: { features: { s3_data_events: { '@@assign': false } } } },
      'fail',
    ],
    ['says nothing for the account', null, 'pass'],
    ['could not be read', denied, 'unknown'],
  ])('a policy that %s -> %s', (_case, content, status) => {
    expect(judged(content).status).toBe(status);
  });

  it('does not apply where no such type is enabled', () => {
    expect(judged(null, { enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'] }).status).toBe('not_applicable');
  });

  it('does not know while types or policies could not be listed', () => {
    expect(judged(null, { enabledPolicyTypes: denied }).status).toBe('unknown');
    expect(judged(null, {}, { items: [], complete: denied }).status).toBe('unknown');
  });
});
