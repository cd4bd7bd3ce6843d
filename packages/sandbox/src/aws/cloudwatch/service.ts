import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { Service } from '../service.ts';
import { dashboardOperations } from './dashboards.ts';
import { type EvaluationArgs, evaluateAlarms, evaluateLater, evaluationTask } from './evaluate.ts';

/** CloudWatch where moto differs from it: data move alarms, and alarms act. */
export function cloudwatchService(moto: MotoCalls): Service {
  return {
    name: 'monitoring',
    operations: {
      ...dashboardOperations(moto),
      PutMetricData: async (call, sandbox) => {
        const answer = await moto.forward(call);
        if (answer.response.status < 300) evaluateLater(sandbox, call.caller.accountId, call.region);
        return answer;
      },
    },
    tasks: {
      [evaluationTask]: (args: EvaluationArgs, sandbox) => evaluateAlarms(moto, args, sandbox),
    },
  };
}
