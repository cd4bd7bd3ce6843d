/**
 * Names of what the APIs offer that the controls know, as of November 2026: some control judges it, or it was decided that none
 * has to. What an SDK or AWS names beside them is new.
 */
export const knownApiFeatures = {
  'feature of GuardDuty': [
    'AI_ANALYST',
    'AI_PROTECTION',
    'CLOUD_TRAIL',
    'DNS_LOGS',
    'EBS_MALWARE_PROTECTION',
    'EKS_AUDIT_LOGS',
    'EKS_RUNTIME_MONITORING',
    'FLOW_LOGS',
    'LAMBDA_NETWORK_LOGS',
    'RDS_LOGIN_EVENTS',
    'RUNTIME_MONITORING',
    'S3_DATA_EVENTS',
  ],
  'part of a feature of GuardDuty': [
    'EC2_AGENT_MANAGEMENT',
    'ECS_FARGATE_AGENT_MANAGEMENT',
    'EKS_ADDON_MANAGEMENT',
    'RDS_DATA_RISK',
  ],
  'insight of CloudTrail': ['ApiCallRateInsight', 'ApiErrorRateInsight'],
} as const;
