import { describe, expect, it } from 'vitest';
import { anEstate, anOrganizationConfigRule, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { OrganizationConfigRule } from '../../model/estate.ts';
import control from './config-rules-are-deployed.ts';

const identifiers = [
  'MULTI_REGION_CLOUD_TRAIL_ENABLED',
  'CLOUD_TRAIL_ENCRYPTION_ENABLED',
  'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED',
  'CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED',
  'CLOUDTRAIL_S3_DATAEVENTS_ENABLED',
  'CLOUDTRAIL_SECURITY_TRAIL_ENABLED',
  'GUARDDUTY_ENABLED_CENTRALIZED',
  'GUARDDUTY_NON_ARCHIVED_FINDINGS',
];

/** All rules, the first one as told. */
function judged(first: Partial<OrganizationConfigRule>, parameters = {}) {
  const rules = identifiers.map((identifier, index) =>
    anOrganizationConfigRule({ identifier, ...(index === 0 ? first : {}) }),
  );
  return verdictOf(control, anEstate({ organizationConfigRules: complete(rules) }), parameters);
}

describe(control.id, () => {
  it.each<[string, Partial<OrganizationConfigRule>, Record<string, unknown>, string]>([
    ['is deployed', {}, {}, 'pass'],
    ['was updated', { status: 'UPDATE_SUCCESSFUL' }, {}, 'pass'],
    ['could not be deployed', { status: 'CREATE_FAILED' }, {}, 'fail'],
    ['leaves an account out', { excludedAccounts: [names.member] }, {}, 'fail'],
    [
      'leaves an account out that it may',
      { excludedAccounts: [names.member] },
      { excludedAccounts: [names.member] },
      'pass',
    ],
    ['is deployed in another Region', { region: 'eu-west-1' }, {}, 'pass'],
    [
      'is deployed in another Region than asked for',
      { region: 'eu-west-1' },
      { regions: ['us-east-1'] },
      'fail',
    ],
    ['checks something else', { identifier: 'OTHER' }, {}, 'fail'],
    ['checks nobody knows what', { identifier: denied }, {}, 'unknown'],
    ['has a state that could not be read', { status: denied }, {}, 'unknown'],
    [
      'is not asked for',
      { identifier: 'OTHER' },
      { requiredConfigRules: ['GUARDDUTY_ENABLED_CENTRALIZED'] },
      'pass',
    ],
    [
      'is replaced by Security Hub',
      { identifier: 'OTHER' },
      { alternative: 'securityhub' },
      'not_applicable',
    ],
  ])('a rule that %s -> %s', (_case, rule, parameters, status) => {
    expect(judged(rule, parameters).status).toBe(status);
  });

  it.each(identifiers)('fails without %s', (missing) => {
    const rules = identifiers
      .filter((one) => one !== missing)
      .map((identifier) => anOrganizationConfigRule({ identifier }));
    expect(verdictOf(control, anEstate({ organizationConfigRules: complete(rules) }))).toMatchObject({
      status: 'fail',
      reason: `${missing} is not deployed`,
    });
  });

  it('does not know while rules could not be listed', () => {
    expect(
      verdictOf(control, anEstate({ organizationConfigRules: { items: [], complete: denied } })).status,
    ).toBe('unknown');
  });
});
