import type { runSimulation } from '@cloud-copilot/iam-simulate';
import type { Case } from './cases.ts';

type Simulation = Parameters<typeof runSimulation>[0];

/** A case as iam-simulate takes it: policies as objects, and no context key but those given. */
export function simulation({ request, policies }: Case): Simulation {
  const { principal, resourceAccountId, context } = request;
  const named = (texts: readonly string[]) =>
    texts.map((text, index) => ({ name: `p${index}`, policy: JSON.parse(text) as object }));
  const levels = (all: readonly (readonly string[])[]) =>
    all.map((texts, index) => ({ orgIdentifier: `ou-${index}`, policies: named(texts) }));
  return {
    request: {
      principal: principal.sessionArn ?? principal.arn,
      action: request.action,
      resource: { resource: request.resource, accountId: resourceAccountId },
      contextVariables: {
        'aws:ResourceAccount': resourceAccountId,
        'aws:PrincipalIsAWSService': String(principal.kind === 'service'),
        ...(principal.kind === 'service'
          ? {}
          : { 'aws:PrincipalArn': principal.arn, 'aws:PrincipalAccount': principal.accountId }),
        ...Object.fromEntries(Object.entries(context).map(([key, [value = '']]) => [key, value])),
      },
    },
    identityPolicies: named(policies.identity),
    serviceControlPolicies: levels(policies.serviceControl),
    resourceControlPolicies: levels(policies.resourceControl),
    resourcePolicy: policies.resource === undefined ? undefined : JSON.parse(policies.resource),
  };
}
