import type { Framework } from './framework.ts';

export default {
  id: 'control-tower',
  name: 'AWS Control Tower controls',
  edition: '',
  mappedBy: 'AWS Control Tower',
  url: 'https://docs.aws.amazon.com/controltower/latest/controlreference/controls.html',
  mappings: {
    'CT-01': ['AWS-GR_CLOUDTRAIL_ENABLED'],
    'CT-04': ['AWS-GR_CLOUDTRAIL_ENABLED'],
    'CT-06': ['AWS-GR_CLOUDTRAIL_VALIDATION_ENABLED'],
    'CT-08': ['CT.CLOUDTRAIL.PR.1'],
    'CT-18': ['AWS-GR_CLOUDTRAIL_CLOUDWATCH_LOGS_ENABLED'],
    'GD-23': ['CONFIG.GUARDDUTY.DT.1'],
    'LB-02': ['AWS-GR_AUDIT_BUCKET_PUBLIC_READ_PROHIBITED', 'AWS-GR_AUDIT_BUCKET_PUBLIC_WRITE_PROHIBITED'],
    'LB-08': ['AWS-GR_AUDIT_BUCKET_DELETION_PROHIBITED'],
    'LB-12': ['AWS-GR_AUDIT_BUCKET_RETENTION_POLICY'],
    'ORG-03': ['AWS-GR_CLOUDTRAIL_CHANGE_PROHIBITED'],
    'ORG-05': [
      'AWS-GR_AUDIT_BUCKET_DELETION_PROHIBITED',
      'AWS-GR_CT_AUDIT_BUCKET_POLICY_CHANGES_PROHIBITED',
      'AWS-GR_LOG_GROUP_POLICY',
      'AWS-GR_SNS_CHANGE_PROHIBITED',
    ],
    'ORG-06': ['AWS-GR_CONFIG_CHANGE_PROHIBITED', 'AWS-GR_CONFIG_RULE_CHANGE_PROHIBITED'],
    'ORG-12': ['AWS-GR_REGION_DENY'],
  },
} satisfies Framework;
