import { describe, expect, it } from 'vitest';
import { aLogBucket, anEstate, anOrganization, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, Organization } from '../../model/estate.ts';
import control from './management-account-is-spared.ts';

const delegated = (service: string, id: string) => ({
  delegatedAdministrators: {
    'guardduty.amazonaws.com': [names.security],
    [`${service}.amazonaws.com`]: [id],
  },
});

function judged(organization: Partial<Organization>, differing: Partial<Estate> = {}, parameters = {}) {
  return verdictOf(
    control,
    anEstate({ organization: anOrganization(organization), ...differing }),
    parameters,
  );
}

describe(control.id, () => {
  it.each<[string, Partial<Organization>, Partial<Estate>, string]>([
    ['services of the security account', delegated('config', names.security), {}, 'pass'],
    ['Security Hub of an account that nobody trusts', delegated('securityhub', names.member), {}, 'fail'],
    ['GuardDuty of the management account', delegated('guardduty', names.management), {}, 'fail'],
    ['backups of another account, which is no concern', delegated('backup', names.member), {}, 'pass'],
    [
      'logs in the management account',
      {},
      { buckets: complete([aLogBucket({ accountId: names.management })]) },
      'fail',
    ],
    [
      'logs that are nobody knows where',
      {},
      { buckets: complete([aLogBucket({ accountId: denied })]) },
      'unknown',
    ],
    ['administrators that could not be read', { delegatedAdministrators: denied }, {}, 'unknown'],
  ])('%s -> %s', (_case, organization, differing, status) => {
    expect(judged(organization, differing).status).toBe(status);
  });

  it('trusts whom the parameter names', () => {
    const parameters = { trustedAdministrators: [names.member, names.security] };
    expect(judged(delegated('securityhub', names.member), {}, parameters).status).toBe('pass');
  });

  it('does not apply to an account that stands alone', () => {
    expect(judged({}, { organization: null }).status).toBe('not_applicable');
  });
});
