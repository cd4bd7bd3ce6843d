/** Pulumi types that the lens reads. Those with V2 are earlier names that the provider still takes. */
export const types = {
  trail: 'aws:cloudtrail/trail:Trail',
  buckets: ['aws:s3/bucket:Bucket', 'aws:s3/bucketV2:BucketV2'],
  bucketPolicy: ['aws:s3/bucketPolicy:BucketPolicy'],
  bucketPublicAccessBlock: ['aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock'],
  bucketVersioning: [
    'aws:s3/bucketVersioning:BucketVersioning',
    'aws:s3/bucketVersioningV2:BucketVersioningV2',
  ],
  bucketObjectLock: [
    'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration',
    'aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2',
  ],
  bucketAcl: ['aws:s3/bucketAcl:BucketAcl', 'aws:s3/bucketAclV2:BucketAclV2'],
  bucketLogging: ['aws:s3/bucketLogging:BucketLogging', 'aws:s3/bucketLoggingV2:BucketLoggingV2'],
  keys: ['aws:kms/key:Key', 'aws:kms/replicaKey:ReplicaKey'],
  keyAlias: 'aws:kms/alias:Alias',
  logGroup: 'aws:cloudwatch/logGroup:LogGroup',
  role: 'aws:iam/role:Role',
  topic: 'aws:sns/topic:Topic',
  detector: 'aws:guardduty/detector:Detector',
  detectorMember: 'aws:guardduty/member:Member',
  detectionOrganization: 'aws:guardduty/organizationConfiguration:OrganizationConfiguration',
  detectionAdministrator: 'aws:guardduty/organizationAdminAccount:OrganizationAdminAccount',
  organization: 'aws:organizations/organization:Organization',
  serviceAccess: 'aws:organizations/awsServiceAccess:AwsServiceAccess',
  account: 'aws:organizations/account:Account',
} as const;
