import { describe, expect, it } from 'vitest';
import { anEstate, anOrganization, denied } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Organization } from '../../model/estate.ts';
import control from './trusted-access.ts';

const services = [
  'cloudtrail.amazonaws.com',
  'guardduty.amazonaws.com',
  'malware-protection.guardduty.amazonaws.com',
  'config.amazonaws.com',
  'config-multiaccountsetup.amazonaws.com',
  'securityhub.amazonaws.com',
];

function judged(organization: Partial<Organization>, parameters = {}) {
  const estate = anEstate({ organization: anOrganization({ trustedServices: services, ...organization }) });
  return verdictOf(control, estate, parameters);
}

describe(control.id, () => {
  it('passes with all features, services and policy types', () => {
    expect(judged({}).status).toBe('pass');
  });

  it.each(services)('fails without trusted access for %s', (service) => {
    expect(judged({ trustedServices: services.filter((one) => one !== service) })).toMatchObject({
      status: 'fail',
      reason: `trusted access is not enabled for ${service}`,
    });
  });

  it.each<[string, Partial<Organization>, string]>([
    ['billing alone', { featureSet: 'CONSOLIDATED_BILLING' }, 'fail'],
    ['no service control policies', { enabledPolicyTypes: ['RESOURCE_CONTROL_POLICY'] }, 'fail'],
    ['no resource control policies', { enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'] }, 'fail'],
    ['policy types that could not be read', { enabledPolicyTypes: denied }, 'unknown'],
    ['services that could not be read', { trustedServices: denied }, 'unknown'],
    ['features that could not be read', { featureSet: denied }, 'unknown'],
    ['a fault beside what could not be read', { featureSet: denied, trustedServices: [] }, 'fail'],
  ])('%s -> %s', (_case, organization, status) => {
    expect(judged(organization).status).toBe(status);
  });

  it('asks for no service that the design does without', () => {
    expect(judged({ trustedServices: [] }, { requiredServices: [] }).status).toBe('pass');
  });

  it('does not apply to an account that stands alone', () => {
    expect(verdictOf(control, anEstate({ organization: null })).status).toBe('not_applicable');
  });
});
