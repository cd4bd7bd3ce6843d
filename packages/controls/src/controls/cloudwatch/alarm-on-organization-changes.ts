import { eventAlarm } from '../../alerting/event-alarm.ts';
import { defineControl } from '../../define-control.ts';

/** The events are in the management account and us-east-1, so that a trail of the organization or that account has them. */
export default defineControl(
  eventAlarm({
    id: 'CW-15',
    title: 'Alarm on Organizations changes',
    intent: 'Accounts that come, go or lose their guardrails are heard of within minutes.',
    severity: 'high',
    events: 'changes of the organization',
    pattern:
      '{($.eventSource=organizations.amazonaws.com) && (($.eventName=AcceptHandshake) || ($.eventName=AttachPolicy) || ($.eventName=CancelHandshake) || ($.eventName=CreateAccount) || ($.eventName=CreateOrganization) || ($.eventName=CreateOrganizationalUnit) || ($.eventName=CreatePolicy) || ($.eventName=DeclineHandshake) || ($.eventName=DeleteOrganization) || ($.eventName=DeleteOrganizationalUnit) || ($.eventName=DeletePolicy) || ($.eventName=DetachPolicy) || ($.eventName=DisablePolicyType) || ($.eventName=EnableAllFeatures) || ($.eventName=EnablePolicyType) || ($.eventName=InviteAccountToOrganization) || ($.eventName=LeaveOrganization) || ($.eventName=MoveAccount) || ($.eventName=RemoveAccountFromOrganization) || ($.eventName=UpdateOrganizationalUnit) || ($.eventName=UpdatePolicy))}',
  }),
);
