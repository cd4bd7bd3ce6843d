import { eventAlarm } from '../../alerting/event-alarm.ts';
import { defineControl } from '../../define-control.ts';

/** Customer gateways and internet gateways; NAT gateways are not in CIS. */
export default defineControl(
  eventAlarm({
    id: 'CW-12',
    title: 'Alarm on network gateway changes',
    intent: 'A new way out is heard of within minutes.',
    severity: 'low',
    events: 'changes of network gateways',
    pattern:
      '{($.eventName=CreateCustomerGateway) || ($.eventName=DeleteCustomerGateway) || ($.eventName=AttachInternetGateway) || ($.eventName=CreateInternetGateway) || ($.eventName=DeleteInternetGateway) || ($.eventName=DetachInternetGateway)}',
    least:
      '{($.eventSource=ec2.amazonaws.com) && (($.eventName=CreateCustomerGateway) || ($.eventName=DeleteCustomerGateway) || ($.eventName=AttachInternetGateway) || ($.eventName=CreateInternetGateway) || ($.eventName=DeleteInternetGateway) || ($.eventName=DetachInternetGateway))}',
  }),
);
