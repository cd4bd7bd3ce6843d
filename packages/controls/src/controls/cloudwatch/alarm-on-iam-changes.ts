import { eventAlarm } from '../../alerting/event-alarm.ts';
import { defineControl } from '../../define-control.ts';

/** The 16 calls of CIS, of IAM alone: Organizations has a `CreatePolicy` too. */
export default defineControl(
  eventAlarm({
    id: 'CW-04',
    title: 'Alarm on IAM policy changes',
    intent: 'New rights are heard of within minutes.',
    severity: 'medium',
    events: 'changes of IAM policies',
    pattern:
      '{($.eventSource=iam.amazonaws.com) && (($.eventName=DeleteGroupPolicy) || ($.eventName=DeleteRolePolicy) || ($.eventName=DeleteUserPolicy) || ($.eventName=PutGroupPolicy) || ($.eventName=PutRolePolicy) || ($.eventName=PutUserPolicy) || ($.eventName=CreatePolicy) || ($.eventName=DeletePolicy) || ($.eventName=CreatePolicyVersion) || ($.eventName=DeletePolicyVersion) || ($.eventName=AttachRolePolicy) || ($.eventName=DetachRolePolicy) || ($.eventName=AttachUserPolicy) || ($.eventName=DetachUserPolicy) || ($.eventName=AttachGroupPolicy) || ($.eventName=DetachGroupPolicy))}',
  }),
);
