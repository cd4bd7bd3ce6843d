import { ConfigurationActions, SideWriteActions } from '../log-archive/protection.ts';
import { partitionOf } from '../partition.ts';
import { denyAccessPoints, denyInsecureTransport, policyDocument } from '../policy-document.ts';

/**
 * Policy of the bucket of threat lists: what GuardDuty trusts or reports is changed by deployment alone. GuardDuty
 * reads with its service-linked role, which is of the same account.
 */
export function threatListBucketPolicy(input: {
  readonly bucketName: string;
  readonly region: string;
  readonly deployRoleArns: readonly string[];
}): string {
  const bucketArn = `arn:${partitionOf(input.region)}:s3:::${input.bucketName}`;
  const everything = [bucketArn, `${bucketArn}/*`];
  const exceptDeployment = { StringNotEquals: { 'aws:PrincipalArn': input.deployRoleArns } };
  return policyDocument([
    denyInsecureTransport('s3:*', everything),
    denyAccessPoints(everything),
    {
      Sid: 'DenyListChangesExceptDeployment',
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:DeleteObject', 's3:PutObject', 's3:ReplicateDelete', ...SideWriteActions],
      Resource: `${bucketArn}/*`,
      Condition: exceptDeployment,
    },
    {
      // Replaced versions tell what was trusted when, so nobody removes them.
      Sid: 'DenyRemovalOfVersions',
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:DeleteObjectVersion', 's3:PutObjectVersionTagging', 's3:PutObjectVersionAcl'],
      Resource: `${bucketArn}/*`,
    },
    {
      Sid: 'DenySettingsExceptDeployment',
      Effect: 'Deny',
      Principal: '*',
      Action: [
        's3:DeleteBucket',
        's3:DeleteBucketPolicy',
        's3:PutBucketVersioning',
        's3:PutLifecycleConfiguration',
        ...ConfigurationActions,
      ],
      Resource: bucketArn,
      Condition: exceptDeployment,
    },
  ]);
}
