/** One alarm on what the organization's trail records: what is counted, and why somebody should look. */
export interface AlarmDefinition {
  /** Name after the prefix; also the key of its threshold. */
  readonly name: string;
  /** A sentence for the person who is told. */
  readonly description: string;
  /** Filter pattern of CloudWatch Logs, at most 1024 characters. */
  readonly pattern: string;
  /** Events in five minutes that raise the alarm. Default: 1. */
  readonly threshold?: number;
  /** Number in section 4 of CIS AWS Foundations Benchmark 5.0.0; ours have none. */
  readonly cis?: string;
  /** Control of AWS Security Hub that asks for this very pattern; Organizations has none. */
  readonly securityHub?: string;
}

/** Day on which {@link CisAlarms} was compared with its sources. */
export const CisAlarmsAsOf = '2026-11-21';

/** Where the patterns come from. */
export const CisAlarmSources = [
  'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
  'https://www.cisecurity.org/benchmark/amazon_web_services',
] as const;

/** `($.eventName=A) || ($.eventName=B)`, as Security Hub writes it. */
export const anyCall = (...names: readonly string[]): string =>
  names.map((name) => `($.eventName=${name})`).join(' || ');

/** `{($.eventSource=S) && (…)}` of one service. */
export const callsOf = (service: string, ...names: readonly string[]): string =>
  `{($.eventSource=${service}.amazonaws.com) && (${anyCall(...names)})}`;

/**
 * The 15 alarms of CIS AWS Foundations Benchmark 5.0.0, section 4. The texts are those that Security Hub compares
 * character by character. Its text of sign-ins without MFA leaves those through IAM Identity Center and SAML out: their MFA is
 * the identity provider's, and CloudTrail tells "No" of each. That of Organizations is CIS's, with the four events that
 * change the organization and that CIS lacks: `CancelHandshake`, `CreateOrganization`, `EnableAllFeatures`, `CloseAccount`.
 */
export const CisAlarms: readonly AlarmDefinition[] = [
  {
    name: 'root-use',
    cis: '4.3',
    securityHub: 'CloudWatch.1',
    description: 'The root user of an account did something.',
    pattern:
      '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
  },
  {
    name: 'unauthorized-calls',
    cis: '4.1',
    securityHub: 'CloudWatch.2',
    description: 'AWS refused a call for lack of permission.',
    pattern: '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
  },
  {
    name: 'sign-in-without-mfa',
    cis: '4.2',
    securityHub: 'CloudWatch.3',
    description: 'An IAM user signed in to the console without MFA.',
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  },
  {
    name: 'iam-changes',
    cis: '4.4',
    securityHub: 'CloudWatch.4',
    description: 'A policy of IAM was written, attached, detached or deleted.',
    pattern: callsOf(
      'iam',
      'DeleteGroupPolicy',
      'DeleteRolePolicy',
      'DeleteUserPolicy',
      'PutGroupPolicy',
      'PutRolePolicy',
      'PutUserPolicy',
      'CreatePolicy',
      'DeletePolicy',
      'CreatePolicyVersion',
      'DeletePolicyVersion',
      'AttachRolePolicy',
      'DetachRolePolicy',
      'AttachUserPolicy',
      'DetachUserPolicy',
      'AttachGroupPolicy',
      'DetachGroupPolicy',
    ),
  },
  {
    name: 'trail-changes',
    cis: '4.5',
    securityHub: 'CloudWatch.5',
    description: 'A trail was made, changed, deleted, started or stopped.',
    pattern: `{${anyCall('CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging')}}`,
  },
  {
    name: 'sign-in-failures',
    cis: '4.6',
    securityHub: 'CloudWatch.6',
    description: 'A sign-in to the console failed.',
    pattern: '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
  },
  {
    name: 'key-endings',
    cis: '4.7',
    securityHub: 'CloudWatch.7',
    description: 'A KMS key was disabled, or its deletion scheduled.',
    pattern: callsOf('kms', 'DisableKey', 'ScheduleKeyDeletion'),
  },
  {
    name: 'bucket-policy-changes',
    cis: '4.8',
    securityHub: 'CloudWatch.8',
    description: 'Policy, ACL, CORS, lifecycle or replication of a bucket changed.',
    pattern: callsOf(
      's3',
      'PutBucketAcl',
      'PutBucketPolicy',
      'PutBucketCors',
      'PutBucketLifecycle',
      'PutBucketReplication',
      'DeleteBucketPolicy',
      'DeleteBucketCors',
      'DeleteBucketLifecycle',
      'DeleteBucketReplication',
    ),
  },
  {
    name: 'config-changes',
    cis: '4.9',
    securityHub: 'CloudWatch.9',
    description: 'The recorder or the delivery channel of AWS Config changed.',
    pattern: callsOf(
      'config',
      'StopConfigurationRecorder',
      'DeleteDeliveryChannel',
      'PutDeliveryChannel',
      'PutConfigurationRecorder',
    ),
  },
  {
    name: 'security-group-changes',
    cis: '4.10',
    securityHub: 'CloudWatch.10',
    description: 'A security group was made, changed or deleted.',
    pattern: `{${anyCall(
      'AuthorizeSecurityGroupIngress',
      'AuthorizeSecurityGroupEgress',
      'RevokeSecurityGroupIngress',
      'RevokeSecurityGroupEgress',
      'CreateSecurityGroup',
      'DeleteSecurityGroup',
    )}}`,
  },
  {
    name: 'network-acl-changes',
    cis: '4.11',
    securityHub: 'CloudWatch.11',
    description: 'A network ACL was made, changed or deleted.',
    pattern: `{${anyCall(
      'CreateNetworkAcl',
      'CreateNetworkAclEntry',
      'DeleteNetworkAcl',
      'DeleteNetworkAclEntry',
      'ReplaceNetworkAclEntry',
      'ReplaceNetworkAclAssociation',
    )}}`,
  },
  {
    name: 'gateway-changes',
    cis: '4.12',
    securityHub: 'CloudWatch.12',
    description: 'A customer gateway or an internet gateway was made, attached, detached or deleted.',
    pattern: `{${anyCall(
      'CreateCustomerGateway',
      'DeleteCustomerGateway',
      'AttachInternetGateway',
      'CreateInternetGateway',
      'DeleteInternetGateway',
      'DetachInternetGateway',
    )}}`,
  },
  {
    name: 'route-table-changes',
    cis: '4.13',
    securityHub: 'CloudWatch.13',
    description: 'A route or a route table was made, changed or deleted.',
    pattern: callsOf(
      'ec2',
      'CreateRoute',
      'CreateRouteTable',
      'ReplaceRoute',
      'ReplaceRouteTableAssociation',
      'DeleteRouteTable',
      'DeleteRoute',
      'DisassociateRouteTable',
    ),
  },
  {
    name: 'vpc-changes',
    cis: '4.14',
    securityHub: 'CloudWatch.14',
    description: 'A VPC or one of its peerings was made, changed or deleted.',
    pattern: `{${anyCall(
      'CreateVpc',
      'DeleteVpc',
      'ModifyVpcAttribute',
      'AcceptVpcPeeringConnection',
      'CreateVpcPeeringConnection',
      'DeleteVpcPeeringConnection',
      'RejectVpcPeeringConnection',
      'AttachClassicLinkVpc',
      'DetachClassicLinkVpc',
      'DisableVpcClassicLink',
      'EnableVpcClassicLink',
    )}}`,
  },
  {
    name: 'organization-changes',
    cis: '4.15',
    description: 'The organization, its accounts, units or policies changed.',
    pattern: callsOf(
      'organizations',
      'AcceptHandshake',
      'AttachPolicy',
      'CancelHandshake',
      'CloseAccount',
      'CreateAccount',
      'CreateOrganization',
      'CreateOrganizationalUnit',
      'CreatePolicy',
      'DeclineHandshake',
      'DeleteOrganization',
      'DeleteOrganizationalUnit',
      'DeletePolicy',
      'DetachPolicy',
      'DisablePolicyType',
      'EnableAllFeatures',
      'EnablePolicyType',
      'InviteAccountToOrganization',
      'LeaveOrganization',
      'MoveAccount',
      'RemoveAccountFromOrganization',
      'UpdateOrganizationalUnit',
      'UpdatePolicy',
    ),
  },
];
