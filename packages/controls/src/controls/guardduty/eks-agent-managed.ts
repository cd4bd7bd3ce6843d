import { defineControl } from '../../define-control.ts';
import { managedAgent } from '../../detection/managed-agent.ts';

/** Security Hub’s GuardDuty.7 also takes the predecessor EKS_RUNTIME_MONITORING; this does not. */
export default defineControl({
  id: 'GD-11',
  title: 'Runtime Monitoring manages the EKS agent automatically',
  intent: 'Agents appear on new workloads without tickets.',
  severity: 'medium',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/how-does-runtime-monitoring-work-eks.html',
  ...managedAgent({ part: 'EKS_ADDON_MANAGEMENT', resourceType: 'AWS::EKS::Cluster', workload: 'EKS' }),
});
