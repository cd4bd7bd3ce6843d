/**
 * What the responder can do in an account. The function and the roles in members are made from this one table, so that a role
 * allows what its actions call and nothing else.
 */
export interface ResponseActionDefinition {
  /** What it does, in a sentence. */
  readonly description: string;
  /** Whether it stops somebody's work, and so waits for an approval. */
  readonly isDestructive: boolean;
  /** How a person takes it back. */
  readonly inverse: string;
  /** Types of findings that it is for, as an example. */
  readonly exampleTypes: readonly string[];
  /** What it calls. A resource may name `TRAIL`, the organization trail. */
  readonly permissions: readonly { readonly actions: readonly string[]; readonly resource: string }[];
}

/** Names of the actions. */
export const ResponseAction = {
  IsolateInstance: 'isolate-instance',
  DisableAccessKey: 'disable-access-key',
  BlockPublicAccess: 'block-public-access',
  RestartLogging: 'restart-logging',
} as const;
export type ResponseAction = (typeof ResponseAction)[keyof typeof ResponseAction];

/** Stands for the ARN of the organization trail in {@link ResponseActionDefinition.permissions}. */
export const TrailPlaceholder = 'TRAIL';

/** Every action, by its name. */
export const ResponseActions: Readonly<Record<ResponseAction, ResponseActionDefinition>> = {
  'isolate-instance': {
    description:
      'puts each network interface of the instance into a security group without rules, and tags the instance with the incident. Connections that are open already may go on until they are idle: EC2 keeps what it tracks',
    isDestructive: true,
    inverse: 'give each network interface the security groups back that the record holds',
    exampleTypes: ['Backdoor:EC2/*', 'CryptoCurrency:EC2/*', 'Trojan:EC2/*'],
    permissions: [
      {
        actions: [
          'ec2:CreateSecurityGroup',
          'ec2:CreateTags',
          'ec2:DescribeInstances',
          'ec2:DescribeSecurityGroups',
          'ec2:ModifyNetworkInterfaceAttribute',
          'ec2:RevokeSecurityGroupEgress',
        ],
        resource: '*',
      },
    ],
  },
  'disable-access-key': {
    description:
      "makes an IAM user's access key inactive. Sessions that were opened with it go on until they end",
    isDestructive: true,
    inverse: 'make the key active again, after it was found that nobody else has it',
    exampleTypes: ['UnauthorizedAccess:IAMUser/*', 'CredentialAccess:IAMUser/*'],
    permissions: [{ actions: ['iam:ListAccessKeys', 'iam:UpdateAccessKey'], resource: '*' }],
  },
  'block-public-access': {
    description: 'turns all four settings of Block Public Access on for the bucket',
    isDestructive: false,
    inverse: 'put the settings back that the record holds, or delete them where there were none',
    exampleTypes: ['Policy:S3/BucketAnonymousAccessGranted', 'Policy:S3/BucketPublicAccessGranted'],
    permissions: [
      { actions: ['s3:GetBucketPublicAccessBlock', 's3:PutBucketPublicAccessBlock'], resource: '*' },
    ],
  },
  'restart-logging': {
    description: 'starts logging of the organization trail again where it was stopped',
    isDestructive: false,
    inverse: 'none: the organization trail never stops',
    exampleTypes: ['Stealth:IAMUser/CloudTrailLoggingDisabled'],
    permissions: [
      { actions: ['cloudtrail:GetTrailStatus', 'cloudtrail:StartLogging'], resource: TrailPlaceholder },
    ],
  },
};

/** Names of all actions. */
export const ResponseActionNames = Object.keys(ResponseActions) as ResponseAction[];

/** Which actions are allowed for which types of findings. A type may end in `*`. */
export type AllowedActions = Readonly<Partial<Record<ResponseAction, readonly string[]>>>;

/** All types for which an action is allowed, each once. */
export function typesWithActions(actions: Readonly<Record<string, readonly string[] | undefined>>): string[] {
  return [...new Set(Object.values(actions).flatMap((types) => types ?? []))].sort();
}

/** Whether a type of finding is one of these; a pattern may end in `*`. */
export function matchesType(type: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern,
  );
}
