import { runSimulation } from '@cloud-copilot/iam-simulate';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import type { Decision } from './request.ts';
import { type Case, evaluationCase, fullAccess, texts, username } from './test/generators.ts';

/** The oracle adds no keys of its own. */
function contextOf({ request }: Case): Record<string, string | string[]> {
  const { principal, resourceAccountId } = request;
  const keys: Record<string, string | string[]> = {
    'aws:ResourceAccount': resourceAccountId,
    'aws:PrincipalIsAWSService': String(principal.kind === 'service'),
  };
  if (principal.kind !== 'service') {
    keys['aws:PrincipalArn'] = principal.arn;
    keys['aws:PrincipalAccount'] = principal.accountId;
  }
  if (principal.kind === 'user') keys['aws:username'] = principal.arn.split('/')[1] ?? '';
  for (const [key, values] of Object.entries(request.context)) {
    keys[key] = key === 'aws:tagkeys' ? [...values] : (values[0] ?? '');
  }
  return keys;
}

async function simulate(generated: Case): Promise<string> {
  const { request } = generated;
  const named = (policies: readonly object[]) =>
    policies.map((policy, index) => ({ name: `p${index}`, policy }));
  const levels = (all: readonly (readonly object[])[]) =>
    all.map((policies, index) => ({ orgIdentifier: `ou-${index}`, policies: named(policies) }));
  const outcome = await runSimulation(
    {
      request: {
        principal: request.principal.sessionArn ?? request.principal.arn,
        action: request.action,
        resource: { resource: request.resource, accountId: request.resourceAccountId },
        contextVariables: contextOf(generated),
      },
      identityPolicies: named(request.principal.kind === 'root' ? [fullAccess] : generated.identity),
      serviceControlPolicies: levels(generated.serviceControl),
      resourceControlPolicies: levels(generated.resourceControl),
      sessionPolicy: generated.session,
      resourcePolicy: generated.resource,
      ...(generated.boundary && { permissionBoundaryPolicies: named([generated.boundary]) }),
    },
    { simulationMode: 'Strict' },
  );
  if (outcome.resultType === 'error') throw new Error(JSON.stringify(outcome.errors));
  return outcome.overallResult;
}

/**
 * Where we differ on purpose:
 * - Session policies do not limit what a resource policy grants to the session itself or to everyone within one
 *   account; the oracle lets them.
 *   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 * - A variable without a value beside a negation (`NotResource`, `StringNotEquals`) lets a Deny hold, as nothing
 *   shows that the request was meant to be spared; the oracle drops the statement.
 * - A Deny spares whom NotPrincipal lists together with the account, as the page has it ("all principals except
 *   Bob", whose account is listed too); to the oracle an account alone spares everyone in it.
 *   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 * - Root users cannot assume roles. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 * And the oracle knows no root user, so it is told that root may do everything.
 */
function isJustified(generated: Case, ours: Decision): boolean {
  const { principal, action } = generated.request;
  if (principal.kind === 'root' && action === 'sts:AssumeRole') return !ours.allowed;
  if (generated.session !== undefined && ours.by === 'resource' && ours.allowed) return true;
  if (ours.explicit && ours.by === 'resource' && JSON.stringify(generated.resource).includes('NotPrincipal'))
    return true;
  return ours.explicit && principal.kind !== 'user' && JSON.stringify(generated).includes(username);
}

it('agrees with an independent simulator of IAM on generated policies and requests', async () => {
  let allowed = 0;
  let justified = 0;
  await fc.assert(
    fc.asyncProperty(evaluationCase, async (generated) => {
      const ours = evaluate(generated.request, texts(generated));
      const theirs = await simulate(generated);
      if (ours.allowed) allowed++;
      const result = ours.allowed ? 'Allowed' : ours.explicit ? 'ExplicitlyDenied' : 'ImplicitlyDenied';
      if (result !== theirs && isJustified(generated, ours)) justified++;
      else expect(result, JSON.stringify({ ours, generated })).toBe(theirs);
    }),
    { seed: 20260901, numRuns: 6_000 },
  );
  // The generator has to reach both answers, and the exceptions must stay exceptions.
  expect(allowed).toBeGreaterThan(500);
  expect(justified).toBeLessThan(180);
});
