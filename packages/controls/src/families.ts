/** What the controls of a family are about, by the first part of their ids. */
export const families: Readonly<Record<string, string>> = {
  CT: 'CloudTrail trails and event data stores',
  LB: 'Log bucket',
  KM: 'KMS key',
  NT: 'SNS notification',
  CW: 'CloudWatch Logs, alarms and EventBridge',
  GD: 'GuardDuty',
  ORG: 'Organizations guardrails',
  IAM: 'Identity and access',
  OPS: 'Operation and review',
};

/** The family of a control, such as `CT`. */
export function familyOf(controlId: string): string {
  return controlId.split('-')[0] ?? controlId;
}
