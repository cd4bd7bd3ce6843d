import { describeManagedAgent } from '../../../test/describe-managed-agent.ts';
import control from './fargate-agent-managed.ts';

describeManagedAgent(control, {
  part: 'ECS_FARGATE_AGENT_MANAGEMENT',
  resourceType: 'AWS::ECS::Cluster',
  workload: 'ECS',
});
