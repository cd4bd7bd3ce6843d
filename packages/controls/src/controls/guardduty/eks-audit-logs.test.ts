import { describeFeature } from '../../../test/describe-feature.ts';
import control from './eks-audit-logs.ts';

describeFeature(control, { name: 'EKS_AUDIT_LOGS' });
