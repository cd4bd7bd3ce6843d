const document = (...statements: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** Trust of a role. */
export function trust(principal: object): string {
  return document({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' });
}

/** What the trail's role may write. */
export function logGroupPolicy(groupArn: string): string {
  return document({
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: `${groupArn}:*`,
  });
}

/** Everything, for the role that sets the landing zone up. */
export const everything = document({ Effect: 'Allow', Action: '*', Resource: '*' });

/** Policy of the log bucket, after the one that Control Tower writes (unverified in its details). */
export function logBucketPolicy(bucket: string, organizationId: string): string {
  const Service = ['cloudtrail.amazonaws.com', 'config.amazonaws.com'];
  const arn = `arn:aws:s3:::${bucket}`;
  return document(
    {
      Sid: 'AllowSSLRequestsOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [arn, `${arn}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
    {
      Sid: 'AWSBucketPermissionsCheck',
      Effect: 'Allow',
      Principal: { Service },
      Action: 's3:GetBucketAcl',
      Resource: arn,
    },
    {
      Sid: 'AWSConfigBucketExistenceCheck',
      Effect: 'Allow',
      Principal: { Service },
      Action: 's3:ListBucket',
      Resource: arn,
    },
    {
      Sid: 'AWSBucketDeliveryForOrganizationTrail',
      Effect: 'Allow',
      Principal: { Service },
      Action: 's3:PutObject',
      Resource: `${arn}/${organizationId}/AWSLogs/*`,
      Condition: { StringEquals: { 'aws:SourceOrgID': organizationId } },
    },
  );
}

/** Policy of a topic that AWS services of the organization tell. */
export function topicPolicy(topicArn: string, organizationId: string): string {
  return document({
    Sid: 'AWSServicesOfTheOrganization',
    Effect: 'Allow',
    Principal: { Service: ['cloudtrail.amazonaws.com', 'config.amazonaws.com', 'cloudwatch.amazonaws.com'] },
    Action: 'sns:Publish',
    Resource: topicArn,
    Condition: { StringEquals: { 'aws:SourceOrgID': organizationId } },
  });
}

const exceptControlTower = {
  ArnNotLike: { 'aws:PrincipalARN': 'arn:*:iam::*:role/AWSControlTowerExecution' },
};

/**
 * Mandatory controls that keep accounts from changing what Control Tower made.
 * https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html
 */
export const guardrail = document(
  {
    Sid: 'GRCLOUDTRAILENABLED',
    Effect: 'Deny',
    Action: [
      'cloudtrail:DeleteTrail',
      'cloudtrail:PutEventSelectors',
      'cloudtrail:StopLogging',
      'cloudtrail:UpdateTrail',
    ],
    Resource: 'arn:*:cloudtrail:*:*:trail/aws-controltower-*',
    Condition: exceptControlTower,
  },
  {
    Sid: 'GRIAMROLEPOLICY',
    Effect: 'Deny',
    Action: [
      'iam:AttachRolePolicy',
      'iam:CreateRole',
      'iam:DeleteRole',
      'iam:DeleteRolePermissionsBoundary',
      'iam:DeleteRolePolicy',
      'iam:DetachRolePolicy',
      'iam:PutRolePermissionsBoundary',
      'iam:PutRolePolicy',
      'iam:UpdateAssumeRolePolicy',
      'iam:UpdateRole',
      'iam:UpdateRoleDescription',
    ],
    Resource: ['arn:*:iam::*:role/aws-controltower-*', 'arn:*:iam::*:role/*AWSControlTower*'],
    Condition: { ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/AWSControlTowerExecution'] } },
  },
  {
    Sid: 'GRSNSTOPICPOLICY',
    Effect: 'Deny',
    Action: [
      'sns:AddPermission',
      'sns:CreateTopic',
      'sns:DeleteTopic',
      'sns:RemovePermission',
      'sns:SetTopicAttributes',
    ],
    Resource: 'arn:*:sns:*:*:aws-controltower-*',
    Condition: exceptControlTower,
  },
);

/** Controls of the log archive's own unit. */
export const archiveGuardrail = document({
  Sid: 'GRAUDITBUCKETDELETIONPROHIBITED',
  Effect: 'Deny',
  Action: [
    's3:DeleteBucket',
    's3:DeleteBucketPolicy',
    's3:PutBucketPolicy',
    's3:PutEncryptionConfiguration',
    's3:PutLifecycleConfiguration',
    's3:PutBucketLogging',
  ],
  Resource: ['arn:*:s3:::aws-controltower*'],
  Condition: exceptControlTower,
});
