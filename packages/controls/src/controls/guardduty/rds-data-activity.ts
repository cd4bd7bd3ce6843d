import { defineControl } from '../../define-control.ts';
import { settingOf, settingVerdict } from '../../detection/feature-setting.ts';
import { organizationOf } from '../../estate/detectors.ts';
import { hasNone } from '../../estate/resource-counts.ts';
import { isUnknown } from '../../model/fact.ts';
import { all, notApplicable, unknown } from '../../verdicts.ts';

const feature = { name: 'RDS_LOGIN_EVENTS', part: 'RDS_DATA_RISK' };

/**
 * Offered since October 2026, for PostgreSQL alone; the provider does not take it yet, so that it is set by the API
 * and read live. It reads what databases are asked, which is a decision of its own: none is required.
 */
export default defineControl({
  id: 'GD-17',
  title: 'RDS data activity monitoring decided',
  intent: 'Data theft by valid logins can be found.',
  severity: 'low',
  appliesTo: 'administratorDetector',
  policies: [],
  pulumiTypes: [],
  needs: ['guardduty:GetDetector', 'guardduty:DescribeOrganizationConfiguration'],
  fix: 'Set RDS_DATA_RISK below RDS_LOGIN_EVENTS by UpdateDetector and UpdateOrganizationConfiguration.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/rds-protection.html',
  parameters: { rdsDataRisk: '' },
  parameterHelp: {
    rdsDataRisk: {
      description: 'What was decided: ENABLED or DISABLED; left out, nothing was.',
      choices: ['', 'ENABLED', 'DISABLED'],
    },
  },
  evaluate(detector, { estate, parameters: { rdsDataRisk } }) {
    if (rdsDataRisk === '') return notApplicable('nothing was decided: parameter rdsDataRisk is not set');
    if (hasNone(estate, 'AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'))
      return notApplicable('the organization has no databases of RDS');
    const isOn = rdsDataRisk === 'ENABLED';
    if (detector.id === null) return notApplicable('there is no detector');
    const organization = organizationOf(detector, estate);
    const own = settingVerdict(settingOf(detector.features, feature), (setting) => setting === rdsDataRisk, {
      subject: 'RDS_DATA_RISK at the administrator’s detector',
      of: detector,
    });
    if (organization === undefined) return own;
    if (isUnknown(organization))
      return all([own, unknown('the organization’s settings are not known', organization)]);
    const theirs = settingVerdict(
      settingOf(organization.features, feature),
      (setting) => setting === (isOn ? 'ALL' : 'NONE'),
      { subject: 'RDS_DATA_RISK for accounts of the organization', of: organization },
    );
    return all([own, theirs]);
  },
});
