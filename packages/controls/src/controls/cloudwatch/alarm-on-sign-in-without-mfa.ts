import { eventAlarm } from '../../alerting/event-alarm.ts';
import { detailType } from '../../alerting/watching-rules.ts';
import { defineControl } from '../../define-control.ts';

/**
 * Only successful ones of IAM users have to be told: of sign-ins through SAML or IAM Identity Center CloudTrail says
 * `No` whatever the identity provider asked for.
 */
export default defineControl(
  eventAlarm({
    id: 'CW-03',
    title: 'Alarm on console sign-in without MFA',
    intent: 'A sign-in with a password alone is heard within minutes.',
    severity: 'medium',
    events: 'sign-ins without MFA',
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    least:
      '{($.eventSource=signin.amazonaws.com) && ($.eventName=ConsoleLogin) && ($.additionalEventData.MFAUsed="No") && ($.userIdentity.type=IAMUser) && ($.responseElements.ConsoleLogin=Success)}',
    detailTypes: [detailType.signIn],
  }),
);
