import { defineControl } from '../../define-control.ts';
import { decide, evidence, fail, pass } from '../../verdicts.ts';

const features = ['RootCredentialsManagement', 'RootSessions'];

/** With root credentials removed, MFA Delete of a member's bucket can be switched only after restoring them. */
export default defineControl({
  id: 'ORG-13',
  title: 'Root access of members is managed centrally',
  intent: 'A root user of a member cannot be used to undo the protection of logs.',
  severity: 'medium',
  appliesTo: 'organization',
  policies: ['stack'],
  pulumiTypes: ['aws:iam/organizationsFeatures:OrganizationsFeatures'],
  needs: ['iam:ListOrganizationsFeatures'],
  fix: 'Enable RootCredentialsManagement and RootSessions with aws.iam.OrganizationsFeatures.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html',
  evaluate(organization) {
    return decide(organization.rootAccessFeatures, 'what is managed centrally of root users', (enabled) => {
      const found = evidence(organization, 'rootAccessFeatures');
      const missing = features.filter((feature) => !enabled?.includes(feature));
      return missing.length === 0 ? pass(found) : fail(`${missing.join(' and ')} is not enabled`, found);
    });
  },
});
