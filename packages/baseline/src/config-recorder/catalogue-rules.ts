// Written by `pnpm run docs` from the controls and their mappings to AWS Config; edit those.

/** A managed rule of AWS Config that evaluates what controls judge. */
export interface CatalogueRule {
  /** AWS's identifier. */
  readonly identifier: string;
  /** Ids of the controls. */
  readonly controls: readonly string[];
  /** Whether a control asks for the rule in every account. */
  readonly isRequired: boolean;
  /** Values that the rule has to be given. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The rules that controls name, without those that need a value which only their user knows. */
export const CatalogueRules: readonly CatalogueRule[] = [
  {
    identifier: 'ACCOUNT_PART_OF_ORGANIZATIONS',
    controls: ['ORG-10'],
    isRequired: false,
  },
  {
    identifier: 'CLOUDTRAIL_ALL_READ_S3_DATA_EVENT_CHECK',
    controls: ['CT-12'],
    isRequired: false,
  },
  {
    identifier: 'CLOUDTRAIL_ALL_WRITE_S3_DATA_EVENT_CHECK',
    controls: ['CT-11'],
    isRequired: false,
  },
  {
    identifier: 'CLOUDTRAIL_EVENT_DATA_STORE_MULTI_REGION',
    controls: ['CT-26'],
    isRequired: false,
  },
  {
    identifier: 'CLOUDTRAIL_S3_BUCKET_ACCESS_LOGGING',
    controls: ['LB-15'],
    isRequired: false,
  },
  {
    identifier: 'CLOUDTRAIL_S3_BUCKET_PUBLIC_ACCESS_PROHIBITED',
    controls: ['LB-02'],
    isRequired: false,
  },
  {
    identifier: 'CLOUDTRAIL_S3_DATAEVENTS_ENABLED',
    controls: ['CT-11', 'CT-12'],
    isRequired: true,
  },
  {
    identifier: 'CLOUDTRAIL_SECURITY_TRAIL_ENABLED',
    controls: ['CT-05', 'CT-06', 'CT-08', 'CT-09', 'CT-10', 'CT-23'],
    isRequired: true,
  },
  {
    identifier: 'CLOUDWATCH_ALARM_ACTION_CHECK',
    controls: ['CW-16'],
    isRequired: false,
    parameters: {
      alarmActionRequired: 'true',
      insufficientDataActionRequired: 'false',
      okActionRequired: 'false',
    },
  },
  {
    identifier: 'CLOUDWATCH_ALARM_ACTION_ENABLED_CHECK',
    controls: ['CW-17'],
    isRequired: false,
  },
  {
    identifier: 'CLOUDWATCH_LOG_GROUP_ENCRYPTED',
    controls: ['CW-19'],
    isRequired: false,
  },
  {
    identifier: 'CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED',
    controls: ['CT-18', 'CT-19'],
    isRequired: true,
  },
  {
    identifier: 'CLOUD_TRAIL_ENABLED',
    controls: ['CT-01', 'NT-01'],
    isRequired: false,
  },
  {
    identifier: 'CLOUD_TRAIL_ENCRYPTION_ENABLED',
    controls: ['CT-08'],
    isRequired: true,
  },
  {
    identifier: 'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED',
    controls: ['CT-06'],
    isRequired: true,
  },
  {
    identifier: 'CMK_BACKING_KEY_ROTATION_ENABLED',
    controls: ['KM-02'],
    isRequired: false,
  },
  {
    identifier: 'CW_LOGGROUP_RETENTION_PERIOD_CHECK',
    controls: ['CW-18'],
    isRequired: false,
  },
  {
    identifier: 'EVENT_DATA_STORE_CMK_ENCRYPTION_ENABLED',
    controls: ['CT-25'],
    isRequired: false,
  },
  {
    identifier: 'GUARDDUTY_EC2_PROTECTION_RUNTIME_ENABLED',
    controls: ['GD-13'],
    isRequired: false,
  },
  {
    identifier: 'GUARDDUTY_ECS_PROTECTION_RUNTIME_ENABLED',
    controls: ['GD-12'],
    isRequired: false,
  },
  {
    identifier: 'GUARDDUTY_EKS_PROTECTION_AUDIT_ENABLED',
    controls: ['GD-06'],
    isRequired: false,
  },
  {
    identifier: 'GUARDDUTY_EKS_PROTECTION_RUNTIME_ENABLED',
    controls: ['GD-11'],
    isRequired: false,
  },
  {
    identifier: 'GUARDDUTY_ENABLED_CENTRALIZED',
    controls: ['GD-01', 'GD-02'],
    isRequired: true,
  },
  {
    identifier: 'GUARDDUTY_LAMBDA_PROTECTION_ENABLED',
    controls: ['GD-09'],
    isRequired: false,
  },
  {
    identifier: 'GUARDDUTY_MALWARE_PROTECTION_ENABLED',
    controls: ['GD-07'],
    isRequired: false,
  },
  {
    identifier: 'GUARDDUTY_NON_ARCHIVED_FINDINGS',
    controls: ['GD-23'],
    isRequired: true,
  },
  {
    identifier: 'GUARDDUTY_RDS_PROTECTION_ENABLED',
    controls: ['GD-08'],
    isRequired: false,
  },
  {
    identifier: 'GUARDDUTY_RUNTIME_MONITORING_ENABLED',
    controls: ['GD-10'],
    isRequired: false,
  },
  {
    identifier: 'GUARDDUTY_S3_PROTECTION_ENABLED',
    controls: ['GD-05'],
    isRequired: false,
  },
  {
    identifier: 'IAM_ROOT_ACCESS_KEY_CHECK',
    controls: ['IAM-07'],
    isRequired: false,
  },
  {
    identifier: 'KMS_CMK_NOT_SCHEDULED_FOR_DELETION',
    controls: ['KM-03'],
    isRequired: false,
  },
  {
    identifier: 'KMS_KEY_POLICY_NO_PUBLIC_ACCESS',
    controls: ['KM-04'],
    isRequired: false,
  },
  {
    identifier: 'MULTI_REGION_CLOUD_TRAIL_ENABLED',
    controls: ['CT-02', 'CT-09'],
    isRequired: true,
  },
  {
    identifier: 'ROOT_ACCOUNT_HARDWARE_MFA_ENABLED',
    controls: ['IAM-07'],
    isRequired: false,
  },
  {
    identifier: 'ROOT_ACCOUNT_MFA_ENABLED',
    controls: ['IAM-07'],
    isRequired: false,
  },
  {
    identifier: 'S3_ACCESS_POINT_PUBLIC_ACCESS_BLOCKS',
    controls: ['LB-22'],
    isRequired: false,
  },
  {
    identifier: 'S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC',
    controls: ['LB-04'],
    isRequired: false,
  },
  {
    identifier: 'S3_BUCKET_ACL_PROHIBITED',
    controls: ['LB-18'],
    isRequired: false,
  },
  {
    identifier: 'S3_BUCKET_CROSS_REGION_REPLICATION_ENABLED',
    controls: ['LB-19'],
    isRequired: false,
  },
  {
    identifier: 'S3_BUCKET_DEFAULT_LOCK_ENABLED',
    controls: ['LB-12'],
    isRequired: false,
  },
  {
    identifier: 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
    controls: ['LB-03'],
    isRequired: false,
  },
  {
    identifier: 'S3_BUCKET_LOGGING_ENABLED',
    controls: ['LB-15'],
    isRequired: false,
  },
  {
    identifier: 'S3_BUCKET_MFA_DELETE_ENABLED',
    controls: ['LB-10'],
    isRequired: false,
  },
  {
    identifier: 'S3_BUCKET_PUBLIC_READ_PROHIBITED',
    controls: ['LB-02'],
    isRequired: false,
  },
  {
    identifier: 'S3_BUCKET_PUBLIC_WRITE_PROHIBITED',
    controls: ['LB-02'],
    isRequired: false,
  },
  {
    identifier: 'S3_BUCKET_SSL_REQUESTS_ONLY',
    controls: ['LB-07'],
    isRequired: false,
  },
  {
    identifier: 'S3_BUCKET_VERSIONING_ENABLED',
    controls: ['LB-09'],
    isRequired: false,
  },
  {
    identifier: 'S3_DEFAULT_ENCRYPTION_KMS',
    controls: ['LB-13'],
    isRequired: false,
  },
  {
    identifier: 'S3_EVENT_NOTIFICATIONS_ENABLED',
    controls: ['LB-20'],
    isRequired: false,
  },
  {
    identifier: 'S3_LIFECYCLE_POLICY_CHECK',
    controls: ['LB-16', 'LB-17'],
    isRequired: false,
  },
  {
    identifier: 'S3_VERSION_LIFECYCLE_POLICY_CHECK',
    controls: ['LB-16'],
    isRequired: false,
  },
  {
    identifier: 'SECURITYHUB_ENABLED',
    controls: ['OPS-03'],
    isRequired: false,
  },
  {
    identifier: 'SNS_ENCRYPTED_KMS',
    controls: ['NT-04'],
    isRequired: false,
  },
  {
    identifier: 'SNS_TOPIC_MESSAGE_DELIVERY_NOTIFICATION_ENABLED',
    controls: ['NT-08'],
    isRequired: false,
  },
  {
    identifier: 'SNS_TOPIC_NO_PUBLIC_ACCESS',
    controls: ['NT-05'],
    isRequired: false,
  },
];
