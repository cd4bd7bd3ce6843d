import { defineControl } from '../../define-control.ts';
import { managedAgent } from '../../detection/managed-agent.ts';

/** Systems Manager installs the agent, so that instances must be managed by it. */
export default defineControl({
  id: 'GD-13',
  title: 'Runtime Monitoring manages the EC2 agent automatically',
  intent: 'Agents appear on new workloads without tickets.',
  severity: 'medium',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/how-does-runtime-monitoring-work-ec2.html',
  ...managedAgent({ part: 'EC2_AGENT_MANAGEMENT', resourceType: 'AWS::EC2::Instance', workload: 'EC2' }),
});
