import { defineControl } from '../../define-control.ts';
import type { Estate, OrganizationConfigRule } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, any, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

const deployed = ['CREATE_SUCCESSFUL', 'UPDATE_SUCCESSFUL'];

/**
 * Rules of a conformance pack count as well. An account without a recorder makes the deployment to it fail: that is OPS-01's
 * finding too.
 */
export default defineControl({
  id: 'OPS-02',
  title: 'Rules of AWS Config for trail and GuardDuty are deployed to the organization',
  intent: 'Compliance is checked continuously in all accounts.',
  severity: 'medium',
  appliesTo: 'organization',
  policies: ['stack'],
  pulumiTypes: [
    'aws:cfg/organizationManagedRule:OrganizationManagedRule',
    'aws:cfg/organizationConformancePack:OrganizationConformancePack',
    'aws:cfg/configurationAggregator:ConfigurationAggregator',
  ],
  needs: [
    'config:DescribeOrganizationConfigRules',
    'config:DescribeOrganizationConfigRuleStatuses',
    'config:DescribeOrganizationConformancePacks',
  ],
  fix: 'Deploy an OrganizationManagedRule, or a conformance pack, for each rule that is missing.',
  url: 'https://docs.aws.amazon.com/config/latest/developerguide/config-rule-multi-account-deployment.html',
  parameters: {
    requiredConfigRules: [
      'CLOUDTRAIL_S3_DATAEVENTS_ENABLED',
      'CLOUDTRAIL_SECURITY_TRAIL_ENABLED',
      'CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED',
      'CLOUD_TRAIL_ENCRYPTION_ENABLED',
      'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED',
      'GUARDDUTY_ENABLED_CENTRALIZED',
      'GUARDDUTY_NON_ARCHIVED_FINDINGS',
      'MULTI_REGION_CLOUD_TRAIL_ENABLED',
    ] as readonly string[],
    alternative: 'none',
    regions: [] as readonly string[],
    excludedAccounts: [] as readonly string[],
  },
  parameterHelp: {
    requiredConfigRules: { description: 'Identifiers of managed rules that must be deployed.' },
    alternative: {
      description: 'What checks the same in place of AWS Config’s rules.',
      choices: ['none', 'securityhub'],
    },
    regions: { description: 'Regions in which each rule must be deployed. When empty, any one.' },
    excludedAccounts: { description: 'Ids of accounts that a rule may leave out.' },
  },
  evaluate(_organization, { estate, parameters }) {
    const { requiredConfigRules, alternative, regions, excludedAccounts } = parameters;
    if (alternative === 'securityhub') return notApplicable('Security Hub checks the same (alternative)');
    const places = regions.length === 0 ? [undefined] : regions;
    return all(
      places.flatMap((region) =>
        requiredConfigRules.map((identifier) => isDeployed(identifier, region, estate, excludedAccounts)),
      ),
    );
  },
});

function isDeployed(
  identifier: string,
  region: string | undefined,
  { organizationConfigRules: { items, complete } }: Estate,
  mayExclude: readonly string[],
): Verdict {
  const place = region === undefined ? '' : ` in ${region}`;
  const candidates = items.filter(
    (rule) =>
      (isUnknown(rule.identifier) || rule.identifier === identifier) &&
      (region === undefined || isUnknown(rule.region) || rule.region === region),
  );
  return any([
    ...candidates.map((rule) => judge(rule, identifier, mayExclude)),
    complete === true
      ? fail(`${identifier} is not deployed${place}`)
      : unknown(`whether ${identifier} is deployed${place} is not known`, complete),
  ]);
}

function judge(rule: OrganizationConfigRule, identifier: string, mayExclude: readonly string[]): Verdict {
  const hidden = [rule.identifier, rule.region].find(isUnknown);
  if (hidden !== undefined) return unknown('what a rule checks, and where, is not known', hidden);
  return all([
    decide(rule.status, `whether ${identifier} is deployed`, (status) =>
      status !== null && deployed.includes(status)
        ? pass(evidenceElsewhere(rule, 'status'))
        : fail(`${identifier} is ${status ?? 'not deployed yet'}`, evidenceElsewhere(rule, 'status')),
    ),
    decide(rule.excludedAccounts, `which accounts ${identifier} leaves out`, (excluded) => {
      const without = (excluded ?? []).filter((id) => !mayExclude.includes(id));
      return without.length === 0
        ? pass(evidenceElsewhere(rule, 'excludedAccounts'))
        : fail(`${identifier} leaves out ${without.join(', ')}`, evidenceElsewhere(rule, 'excludedAccounts'));
    }),
  ]);
}
