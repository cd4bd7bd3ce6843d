import { defineControl } from '../../define-control.ts';
import { all, decide, evidence, fail, pass } from '../../verdicts.ts';

const policyTypes = ['RESOURCE_CONTROL_POLICY', 'SERVICE_CONTROL_POLICY'];

/** Services that a design does without can be left out of the parameter, or be waived. */
export default defineControl({
  id: 'ORG-01',
  title: 'All features and trusted access are enabled',
  intent: 'Without them nothing can be controlled centrally.',
  severity: 'high',
  appliesTo: 'organization',
  policies: ['resource', 'stack'],
  pulumiTypes: [
    'aws:organizations/organization:Organization',
    'aws:organizations/awsServiceAccess:AwsServiceAccess',
  ],
  needs: [
    'organizations:DescribeOrganization',
    'organizations:ListAWSServiceAccessForOrganization',
    'organizations:ListRoots',
  ],
  fix: 'Enable all features, both types of control policies in the root and each service by an AwsServiceAccess of its own; import an existing Organization before a program owns it.',
  url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services.html',
  parameters: {
    requiredServices: [
      'cloudtrail.amazonaws.com',
      'config-multiaccountsetup.amazonaws.com',
      'config.amazonaws.com',
      'guardduty.amazonaws.com',
      'malware-protection.guardduty.amazonaws.com',
      'securityhub.amazonaws.com',
    ] as readonly string[],
  },
  parameterHelp: {
    requiredServices: { description: 'Service principals that must have trusted access.' },
  },
  evaluate(organization, { parameters: { requiredServices } }) {
    return all([
      decide(organization.featureSet, 'the feature set', (features) =>
        features === 'ALL'
          ? pass(evidence(organization, 'featureSet'))
          : fail(`the feature set is ${features}, not ALL`, evidence(organization, 'featureSet')),
      ),
      decide(organization.trustedServices, 'which services have trusted access', (services) => {
        const missing = requiredServices.filter((service) => !services?.includes(service));
        return missing.length === 0
          ? pass(evidence(organization, 'trustedServices'))
          : fail(
              `trusted access is not enabled for ${missing.join(', ')}`,
              evidence(organization, 'trustedServices'),
            );
      }),
      decide(organization.enabledPolicyTypes, 'which types of policies are enabled', (types) => {
        const missing = policyTypes.filter((type) => !types?.includes(type));
        return missing.length === 0
          ? pass(evidence(organization, 'enabledPolicyTypes'))
          : fail(
              `${missing.join(' and ')} is not enabled in the root`,
              evidence(organization, 'enabledPolicyTypes'),
            );
      }),
    ]);
  },
});
