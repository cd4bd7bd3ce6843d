import { defineControl } from '../../define-control.ts';
import { protectionPlan } from '../../detection/protection-plan.ts';

/** GuardDuty reads the audit logs by itself: none need to be kept in CloudWatch Logs. */
export default defineControl({
  id: 'GD-06',
  title: 'EKS audit log monitoring on',
  intent: 'Attacks through the Kubernetes API are noticed.',
  severity: 'medium',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/kubernetes-protection.html',
  ...protectionPlan({ name: 'EKS_AUDIT_LOGS' }),
});
