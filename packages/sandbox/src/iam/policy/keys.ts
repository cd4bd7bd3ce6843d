import type { AuthorizationRequest } from '../request.ts';
import type { KeyLookup } from './variables.ts';

const principalTypes = {
  root: 'Account',
  user: 'User',
  role: 'AssumedRole',
  federated: 'FederatedUser',
  anonymous: 'Anonymous',
  service: undefined,
} as const;

/**
 * Condition keys of a request: those of its context, and those that follow from principal and resource.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html says when each is
 * present: `aws:username` for users alone, `aws:PrincipalServiceName` for services alone.
 */
export function keyLookup(request: AuthorizationRequest): KeyLookup {
  const { context } = request;
  return (key) => (Object.hasOwn(context, key) ? context[key] : derived(request, key));
}

function derived(
  { principal, resourceAccountId }: AuthorizationRequest,
  key: string,
): readonly string[] | undefined {
  const isService = principal.kind === 'service';
  const hasAccount = principal.accountId !== '' && !isService;
  switch (key) {
    case 'aws:principalarn':
      return hasAccount ? [principal.arn] : undefined;
    case 'aws:principalaccount':
      return hasAccount ? [principal.accountId] : undefined;
    case 'aws:principaltype':
      return listOf(principalTypes[principal.kind]);
    case 'aws:principalisawsservice':
      return [String(isService)];
    case 'aws:principalservicename':
      return isService ? listOf(principal.service) : undefined;
    case 'aws:username':
      return principal.kind === 'user' ? listOf(principal.arn.split('/').at(-1)) : undefined;
    case 'aws:resourceaccount':
      return resourceAccountId === '' ? undefined : [resourceAccountId];
    default:
      return undefined;
  }
}

const listOf = (value: string | undefined): readonly string[] | undefined =>
  value === undefined ? undefined : [value];
