import { defineControl } from '../../define-control.ts';
import { everyAccountIsMember } from '../../estate/members.ts';

/**
 * Judged in each Region at the delegated administrator, which alone can list members; removed ones are among them
 * when the list is asked for without `OnlyAssociated`.
 */
export default defineControl({
  id: 'GD-04',
  title: 'Every active account is an enabled member',
  intent: 'Coverage is proved, not assumed.',
  severity: 'critical',
  appliesTo: 'detectionOrganization',
  policies: ['stack'],
  pulumiTypes: ['aws:guardduty/member:Member'],
  needs: ['organizations:ListAccounts', 'guardduty:ListMembers', 'guardduty:ListOrganizationAdminAccounts'],
  fix: 'Set autoEnableOrganizationMembers to ALL, or create the member; AWS takes up to a day.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html',
  evaluate(region, { estate }) {
    return everyAccountIsMember(region, estate);
  },
});
