import { defineControl } from '../../define-control.ts';
import { protectionPlan } from '../../detection/protection-plan.ts';

/** It is the one plan that a new detector does not have by itself. Its predecessor EKS_RUNTIME_MONITORING alone fails. */
export default defineControl({
  id: 'GD-10',
  title: 'Runtime Monitoring on',
  intent: 'Process, file and network behaviour on hosts and containers is watched.',
  severity: 'high',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring.html',
  ...protectionPlan({ name: 'RUNTIME_MONITORING' }),
});
