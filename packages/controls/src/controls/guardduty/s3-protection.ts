import { defineControl } from '../../define-control.ts';
import { protectionPlan } from '../../detection/protection-plan.ts';

/** It needs no S3 data events on a trail: GuardDuty reads them by itself. */
export default defineControl({
  id: 'GD-05',
  title: 'S3 Protection on',
  intent: 'Odd object access and data theft in S3 is noticed.',
  severity: 'high',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/s3-protection.html',
  ...protectionPlan({ name: 'S3_DATA_EVENTS' }),
});
