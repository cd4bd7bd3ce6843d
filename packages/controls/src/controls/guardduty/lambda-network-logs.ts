import { defineControl } from '../../define-control.ts';
import { protectionPlan } from '../../detection/protection-plan.ts';

/** Functions outside a VPC are watched too. */
export default defineControl({
  id: 'GD-09',
  title: 'Lambda Protection on',
  intent: 'Functions that talk to bad hosts are noticed.',
  severity: 'medium',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/lambda-protection.html',
  ...protectionPlan({ name: 'LAMBDA_NETWORK_LOGS' }),
});
