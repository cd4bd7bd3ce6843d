import { describeFeature } from '../../../test/describe-feature.ts';
import control from './lambda-network-logs.ts';

describeFeature(control, { name: 'LAMBDA_NETWORK_LOGS' });
