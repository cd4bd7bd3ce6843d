import { describeObjectEvents } from '../../../test/describe-object-events.ts';
import control from './s3-writes-are-recorded.ts';

describeObjectEvents(control, 'writes');
