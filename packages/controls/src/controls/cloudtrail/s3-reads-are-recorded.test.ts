import { describeObjectEvents } from '../../../test/describe-object-events.ts';
import control from './s3-reads-are-recorded.ts';

describeObjectEvents(control, 'reads');
