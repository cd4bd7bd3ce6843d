import { eventAlarm } from '../../alerting/event-alarm.ts';
import { defineControl } from '../../define-control.ts';

/** The six calls of CIS. */
export default defineControl(
  eventAlarm({
    id: 'CW-11',
    title: 'Alarm on network ACL changes',
    intent: 'A subnet that is opened is heard of within minutes.',
    severity: 'low',
    events: 'changes of network ACLs',
    pattern:
      '{($.eventName=CreateNetworkAcl) || ($.eventName=CreateNetworkAclEntry) || ($.eventName=DeleteNetworkAcl) || ($.eventName=DeleteNetworkAclEntry) || ($.eventName=ReplaceNetworkAclEntry) || ($.eventName=ReplaceNetworkAclAssociation)}',
    least:
      '{($.eventSource=ec2.amazonaws.com) && (($.eventName=CreateNetworkAcl) || ($.eventName=CreateNetworkAclEntry) || ($.eventName=DeleteNetworkAcl) || ($.eventName=DeleteNetworkAclEntry) || ($.eventName=ReplaceNetworkAclEntry) || ($.eventName=ReplaceNetworkAclAssociation))}',
  }),
);
