import { defineControl } from '../../define-control.ts';
import { managedAgent } from '../../detection/managed-agent.ts';

/** Tasks get the agent as a sidecar when they start; those that run already do not. */
export default defineControl({
  id: 'GD-12',
  title: 'Runtime Monitoring manages the ECS Fargate agent automatically',
  intent: 'Agents appear on new workloads without tickets.',
  severity: 'medium',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/how-does-runtime-monitoring-work-ecs-fargate.html',
  ...managedAgent({
    part: 'ECS_FARGATE_AGENT_MANAGEMENT',
    resourceType: 'AWS::ECS::Cluster',
    workload: 'ECS',
  }),
});
