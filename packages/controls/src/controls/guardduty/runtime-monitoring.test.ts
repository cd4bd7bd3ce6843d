import { describeFeature } from '../../../test/describe-feature.ts';
import control from './runtime-monitoring.ts';

describeFeature(control, { name: 'RUNTIME_MONITORING' });
