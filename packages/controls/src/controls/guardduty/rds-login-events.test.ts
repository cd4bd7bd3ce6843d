import { describeFeature } from '../../../test/describe-feature.ts';
import control from './rds-login-events.ts';

describeFeature(control, { name: 'RDS_LOGIN_EVENTS' });
