import { eventAlarm } from '../../alerting/event-alarm.ts';
import { defineControl } from '../../define-control.ts';

/** Older texts of CIS do not name the service; they take in no less and pass, though Prowler fails them. */
export default defineControl(
  eventAlarm({
    id: 'CW-13',
    title: 'Alarm on route table changes',
    intent: 'Traffic that is led elsewhere is heard of within minutes.',
    severity: 'low',
    events: 'changes of route tables',
    pattern:
      '{($.eventSource=ec2.amazonaws.com) && (($.eventName=CreateRoute) || ($.eventName=CreateRouteTable) || ($.eventName=ReplaceRoute) || ($.eventName=ReplaceRouteTableAssociation) || ($.eventName=DeleteRouteTable) || ($.eventName=DeleteRoute) || ($.eventName=DisassociateRouteTable))}',
  }),
);
