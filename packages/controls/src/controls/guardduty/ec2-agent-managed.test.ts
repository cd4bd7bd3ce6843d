import { describeManagedAgent } from '../../../test/describe-managed-agent.ts';
import control from './ec2-agent-managed.ts';

describeManagedAgent(control, {
  part: 'EC2_AGENT_MANAGEMENT',
  resourceType: 'AWS::EC2::Instance',
  workload: 'EC2',
});
