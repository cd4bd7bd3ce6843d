import { describeManagedAgent } from '../../../test/describe-managed-agent.ts';
import control from './eks-agent-managed.ts';

describeManagedAgent(control, {
  part: 'EKS_ADDON_MANAGEMENT',
  resourceType: 'AWS::EKS::Cluster',
  workload: 'EKS',
});
