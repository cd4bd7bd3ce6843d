import { describe, expect, it } from 'vitest';
import {
  aDetectionOrganization,
  anEstate,
  anOrganization,
  complete,
  denied,
  names,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, Organization } from '../../model/estate.ts';
import control from './cloudtrail-is-delegated.ts';

const administrators = (...ids: string[]) => ({
  delegatedAdministrators: { 'cloudtrail.amazonaws.com': ids, 'guardduty.amazonaws.com': [names.security] },
});

function judged(organization: Partial<Organization>, parameters = {}, differing: Partial<Estate> = {}) {
  return verdictOf(
    control,
    anEstate({ organization: anOrganization(organization), ...differing }),
    parameters,
  );
}

describe(control.id, () => {
  it.each<[string, Partial<Organization>, Record<string, unknown>, string]>([
    ['the account that administers GuardDuty', administrators(names.security), {}, 'pass'],
    ['another account', administrators(names.member), {}, 'fail'],
    ['another account beside', administrators(names.security, names.member), {}, 'fail'],
    [
      'the account that is named',
      administrators(names.member),
      { securityAccountIds: [names.member] },
      'pass',
    ],
    ['nobody', administrators(), {}, 'fail'],
    ['nobody, by decision', administrators(), { trailByManagementAccount: true }, 'not_applicable'],
    ['whom could not be read', { delegatedAdministrators: denied }, {}, 'unknown'],
  ])('administered by %s -> %s', (_case, organization, parameters, status) => {
    expect(judged(organization, parameters).status).toBe(status);
  });

  it('does not know while the security account is not known', () => {
    const detectionOrganizations = complete([aDetectionOrganization({ administratorAccountId: denied })]);
    const delegatedAdministrators = { 'cloudtrail.amazonaws.com': [names.security] };
    expect(judged({ delegatedAdministrators }, {}, { detectionOrganizations }).status).toBe('unknown');
  });
});
