import type { Call } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import type { Authorizer } from '../gateway/gateway.ts';
import { describeCall, evaluate, UnmappedOperation } from '../iam/index.ts';
import type { Lookups } from '../iam/index.ts';
import type { Decision } from '../iam/request.ts';
import type { PolicySources } from './applicable.ts';
import type { Facts } from './facts.ts';
import type { Principals } from './principals.ts';

/** What decisions are made from. */
export interface AuthorizerParts {
  readonly principals: Principals;
  readonly facts: Facts;
  readonly lookups: Lookups;
  readonly sources: PolicySources;
}

const allowed: Decision = { allowed: true, explicit: false, by: 'none', message: '' };

/** Decides every call: each question that it asks of IAM has to be allowed. */
export class PolicyAuthorizer implements Authorizer {
  readonly #parts: AuthorizerParts;

  constructor(parts: AuthorizerParts) {
    this.#parts = parts;
  }

  async decide(call: Call): Promise<Decision> {
    if (makesOwnRole(call)) return allowed;
    const { lookups, sources } = this.#parts;
    for (const request of await describe(call, lookups)) {
      const decision = evaluate(request, await sources.find(request, call.caller));
      if (!decision.allowed) return decision;
    }
    return allowed;
  }

  async beforeWrite(call: Call): Promise<void> {
    if (call.service === 'iam') await this.#parts.principals.beforeWrite(call.caller.accountId, call.input);
  }

  afterWrite(call: Call): void {
    if (call.service === 'iam') this.#parts.principals.forget();
    this.#parts.facts.forget(call.service);
  }
}

/**
 * A service makes its own linked role where it was let into an account; no policy is asked.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services.html
 */
function makesOwnRole({ caller, service, operation, input }: Call): boolean {
  return (
    caller.kind === 'service' &&
    service === 'iam' &&
    operation === 'CreateServiceLinkedRole' &&
    input.AWSServiceName === caller.servicePrincipal
  );
}

/** Questions of a call; an operation that nothing is known of is refused, never let through. */
async function describe(call: Call, lookups: Lookups) {
  try {
    return await describeCall(call, lookups);
  } catch (error) {
    if (!(error instanceof UnmappedOperation)) throw error;
    throw new AwsError(
      'NotImplemented',
      `The sandbox cannot decide ${call.service}:${call.operation}: ${error.message}`,
      501,
    );
  }
}
