import {
  IAMClient,
  paginateSimulatePrincipalPolicy,
  type SimulatePrincipalPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { partitionOf } from '@trailguard/controls';
import type { Patient } from './patient.ts';

/** Actions that one simulation is asked for: AWS says no limit, and its policies have one of their own. */
const batch = 100;

/**
 * Has IAM simulate the policies of a role of the management account, with service control policies and boundaries.
 *
 * @returns those of some actions that it may not do on every resource
 * @throws NoSuchEntityException without the role, and what AWS answers to who may not ask.
 */
export async function refusedBySimulation(
  patient: Patient,
  role: string,
  actions: readonly string[],
): Promise<readonly string[]> {
  const { homeRegion, managementAccountId } = patient.audited;
  const client = patient.client(IAMClient, patient.globalRegion);
  const refused: string[] = [];
  for (let start = 0; start < actions.length; start += batch) {
    const asked: SimulatePrincipalPolicyCommandInput = {
      PolicySourceArn: `arn:${partitionOf(homeRegion)}:iam::${managementAccountId}:role/${role}`,
      ActionNames: actions.slice(start, start + batch),
    };
    for await (const page of paginateSimulatePrincipalPolicy({ client }, asked))
      for (const { EvalActionName = '', EvalDecision } of page.EvaluationResults ?? [])
        if (EvalDecision !== 'allowed') refused.push(EvalActionName);
  }
  return refused;
}
