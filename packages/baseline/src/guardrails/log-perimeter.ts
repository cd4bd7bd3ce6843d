import { type LogStorage, logBucketArns, logKeyArns } from './log-storage-tampering.ts';
import type { GuardrailStatement } from './statement.ts';

/** Who belongs to the organization, and who is let in from outside. */
export interface LogPerimeter extends LogStorage {
  readonly organizationId: string;
  /** Accounts outside the organization that read logs or whose trails write them. */
  readonly outsideAccountIds: readonly string[];
}

/**
 * Resource control: the logs and their keys stay in the organization, whatever the policies of bucket and key say, now or
 * after a mistake. AWS's services are told by `aws:PrincipalIsAWSService`; when one acts for a resource (CloudTrail for a trail,
 * S3 for a bucket), that resource has to be the organization's too, by `aws:SourceOrgID`.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html
 */
export function denyAccessFromOutside(perimeter: LogPerimeter): GuardrailStatement[] {
  const { organizationId, outsideAccountIds } = perimeter;
  const exempt = (key: string) => (outsideAccountIds.length > 0 ? { [key]: outsideAccountIds } : {});
  const logs = {
    Effect: 'Deny',
    Principal: '*',
    Action: ['s3:*', 'kms:*'],
    Resource: [...logBucketArns(perimeter), ...logKeyArns(perimeter)],
  } as const;
  return [
    {
      ...logs,
      Sid: 'DenyPrincipalsFromOutside',
      Condition: {
        // A key that is not there counts as different: nobody in particular belongs to no organization.
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organizationId, ...exempt('aws:PrincipalAccount') },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    },
    {
      ...logs,
      Sid: 'DenyServicesActingForOutside',
      Condition: {
        StringNotEqualsIfExists: { 'aws:SourceOrgID': organizationId, ...exempt('aws:SourceAccount') },
        Null: { 'aws:SourceAccount': 'false' },
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
      },
    },
  ];
}
