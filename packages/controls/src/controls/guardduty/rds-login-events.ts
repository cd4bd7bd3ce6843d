import { defineControl } from '../../define-control.ts';
import { protectionPlan } from '../../detection/protection-plan.ts';

/** Databases need no change: GuardDuty reads their logins by itself. */
export default defineControl({
  id: 'GD-08',
  title: 'RDS login protection on',
  intent: 'Odd database logins are noticed.',
  severity: 'high',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/rds-protection.html',
  ...protectionPlan({ name: 'RDS_LOGIN_EVENTS' }),
});
