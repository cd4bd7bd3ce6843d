import type { Caller } from '../call.ts';
import { AwsError } from '../error.ts';
import { announce } from '../events/event.ts';
import type { SandboxContext } from '../service.ts';
import type { Alarm, AlarmState } from './alarm.ts';

const service = 'cloudwatch.amazonaws.com';

/**
 * What a change of an alarm's state does: a message to each topic of the state, whose policy is asked, and an event.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
 */
export async function actOn(
  sandbox: SandboxContext,
  { accountId, region }: { readonly accountId: string; readonly region: string },
  alarm: Alarm,
  state: AlarmState,
  reason: string,
): Promise<void> {
  const previous = alarm.StateValue ?? 'INSUFFICIENT_DATA';
  const at = sandbox.clock.now();
  announce(sandbox, {
    accountId,
    region,
    source: 'aws.cloudwatch',
    detailType: 'CloudWatch Alarm State Change',
    resources: [alarm.AlarmArn],
    detail: {
      alarmName: alarm.AlarmName,
      state: { value: state, reason, timestamp: at.toISOString() },
      previousState: { value: previous },
    },
  });
  if (alarm.ActionsEnabled === false) return;
  const actions = {
    OK: alarm.OKActions,
    ALARM: alarm.AlarmActions,
    INSUFFICIENT_DATA: alarm.InsufficientDataActions,
  };
  const caller: Caller = {
    accountId,
    arn: service,
    kind: 'service',
    servicePrincipal: service,
    sourceArn: alarm.AlarmArn,
  };
  for (const arn of actions[state] ?? []) {
    // Only topics: what else an alarm can start, instances and scaling, is not here.
    if (!/^arn:[^:]+:sns:/.test(arn)) continue;
    try {
      await sandbox.call(caller, arn.split(':')[3] ?? region, 'sns', 'Publish', {
        TopicArn: arn,
        Subject: `${state}: "${alarm.AlarmName}" in ${region}`.slice(0, 100),
        Message: JSON.stringify({
          AlarmName: alarm.AlarmName,
          AlarmDescription: alarm.AlarmDescription ?? null,
          AWSAccountId: accountId,
          NewStateValue: state,
          NewStateReason: reason,
          StateChangeTime: at.toISOString(),
          Region: region,
          AlarmArn: alarm.AlarmArn,
          OldStateValue: previous,
        }),
      });
    } catch (error) {
      // A topic that refuses loses the message; the alarm's history on AWS would tell.
      if (!(error instanceof AwsError)) throw error;
    }
  }
}
