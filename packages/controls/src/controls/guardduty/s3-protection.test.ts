import { describeFeature } from '../../../test/describe-feature.ts';
import control from './s3-protection.ts';

describeFeature(control, { name: 'S3_DATA_EVENTS' });
