import { arnAccount } from '../../policy/arn-pattern.ts';
import { contextOf, type Draft, type Scope, type ServiceRules, text } from '../rules.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html */
export const sts: ServiceRules = {
  prefix: 'sts',
  hasResourcePolicies: true,
  members: { FederatedUserName: ['Name'] },
  context({ call }) {
    const transitive = call.input.TransitiveTagKeys;
    return {
      ...contextOf({
        'sts:externalid': text(call, 'ExternalId'),
        'sts:rolesessionname': text(call, 'RoleSessionName'),
        'sts:sourceidentity': text(call, 'SourceIdentity'),
        'sts:awsservicename': text(call, 'AWSServiceName'),
      }),
      ...(Array.isArray(transitive) && {
        'sts:transitivetagkeys': transitive.filter((key) => typeof key === 'string'),
      }),
    };
  },
  describe(scope) {
    switch (scope.call.operation) {
      case 'AssumeRole':
        return assumeRole(scope);
      case 'AssumeRoleWithSAML':
        return assumeWith(scope, text(scope.call, 'PrincipalArn') ?? '');
      case 'AssumeRoleWithWebIdentity':
        return assumeWith(scope, webIdentityProvider(scope));
      default:
        return undefined;
    }
  },
};

/**
 * Asked on the role, whose trust policy is its resource policy. Session tags and a source identity are
 * permissions of their own: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
function assumeRole({ call }: Scope): readonly Draft[] {
  const resource = text(call, 'RoleArn') ?? '*';
  const actions = ['sts:AssumeRole'];
  if (Array.isArray(call.input.Tags) && call.input.Tags.length > 0) actions.push('sts:TagSession');
  if (text(call, 'SourceIdentity') !== undefined) actions.push('sts:SetSourceIdentity');
  return actions.map((action) => ({ action, resource }));
}

/** The principal is the identity provider that vouches for the unsigned caller. */
function assumeWith({ call }: Scope, provider: string): readonly Draft[] {
  const resource = text(call, 'RoleArn') ?? '*';
  return [
    {
      action: `sts:${call.operation}`,
      resource,
      principal: { kind: 'federated', arn: provider, accountId: '' },
    },
  ];
}

/** The provider named in the call or, for OpenID Connect, in the token's `iss` claim. STS itself checks the token. */
function webIdentityProvider({ call, partition }: Scope): string {
  const named = text(call, 'ProviderId');
  if (named !== undefined) return named;
  const account = arnAccount(text(call, 'RoleArn') ?? '');
  const payload = (text(call, 'WebIdentityToken') ?? '').split('.')[1] ?? '';
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const issuer = typeof claims === 'object' && claims !== null ? Reflect.get(claims, 'iss') : undefined;
    return `arn:${partition}:iam::${account}:oidc-provider/${String(issuer).replace(/^https:\/\//, '')}`;
  } catch {
    return 'unknown';
  }
}
