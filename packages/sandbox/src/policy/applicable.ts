import type { Caller } from '../aws/call.ts';
import type { OrganizationState } from '../aws/organizations/state.ts';
import { policyLevels } from '../aws/organizations/tree.ts';
import type { ApplicablePolicies, AuthorizationRequest } from '../iam/request.ts';
import type { Facts } from './facts.ts';
import type { Principals } from './principals.ts';

/** What a role that does not exist trusts: nobody. */
const nobody = JSON.stringify({ Version: '2012-10-17', Statement: [] });

/** Finds the policies that bear on a request. */
export class PolicySources {
  readonly #facts: Facts;
  readonly #principals: Principals;
  readonly #organization: OrganizationState;
  readonly #busPolicy: (arn: string) => string | undefined;
  readonly #functionPolicy: (arn: string) => string | undefined;

  /**
   * @param busPolicy policy of an event bus by its ARN.
   * @param functionPolicy policy of a Lambda function by its ARN.
   */
  constructor(
    facts: Facts,
    principals: Principals,
    organization: OrganizationState,
    busPolicy: (arn: string) => string | undefined,
    functionPolicy: (arn: string) => string | undefined,
  ) {
    this.#busPolicy = busPolicy;
    this.#functionPolicy = functionPolicy;
    this.#facts = facts;
    this.#principals = principals;
    this.#organization = organization;
  }

  async find(request: AuthorizationRequest, caller: Caller): Promise<ApplicablePolicies> {
    const { principal, resource, resourceAccountId } = request;
    const [entity, resourcePolicy, blockPublicAccess] = await Promise.all([
      this.#entity(principal),
      this.#resourcePolicy(request),
      this.#blockPublicAccess(resource),
    ]);
    return {
      identity: entity?.policies ?? [],
      ...(entity?.boundary ? { boundary: entity.boundary } : {}),
      ...(caller.sessionPolicies ? { session: caller.sessionPolicies } : {}),
      ...(resourcePolicy === undefined ? {} : { resource: resourcePolicy }),
      serviceControl: policyLevels(this.#organization, principal.accountId, 'SERVICE_CONTROL_POLICY'),
      resourceControl: policyLevels(this.#organization, resourceAccountId, 'RESOURCE_CONTROL_POLICY'),
      ...(blockPublicAccess ? { blockPublicAccess } : {}),
    };
  }

  #entity({ kind, arn, accountId }: AuthorizationRequest['principal']) {
    const name = arn.split('/').at(-1) ?? '';
    if (kind === 'role') return this.#principals.role(accountId, name);
    if (kind === 'user') return this.#principals.user(accountId, name);
    return undefined;
  }

  async #resourcePolicy({ action, resource }: AuthorizationRequest): Promise<string | undefined> {
    const [, , service = '', region = '', accountId = '', ...rest] = resource.split(':');
    const name = rest.join(':');
    switch (service) {
      case 's3':
        return (await this.#facts.bucket(name.split('/')[0] ?? ''))?.policy ?? undefined;
      case 'kms':
        return name.startsWith('key/')
          ? ((await this.#facts.key(resource, accountId, region))?.policy ?? ownersKeyPolicy(accountId))
          : undefined;
      case 'sns':
        return (await this.#facts.topic(resource))?.policy;
      case 'events':
        return this.#busPolicy(resource);
      case 'lambda':
        return this.#functionPolicy(resource);
      case 'sqs':
        return (await this.#facts.queue(accountId, region, name))?.policy ?? undefined;
      case 'logs':
        return merged(await this.#facts.logPolicies(accountId, region));
      case 'iam': {
        // Only assuming a role asks the role's own policy.
        if (!/^sts:(AssumeRole|TagSession|SetSourceIdentity)/i.test(action)) return undefined;
        return (await this.#principals.role(accountId, name.split('/').at(-1) ?? ''))?.trust ?? nobody;
      }
      case 'organizations':
        return this.#organization.resourcePolicy?.content;
      default:
        return undefined;
    }
  }

  async #blockPublicAccess(resource: string): Promise<{ restrictPublicBuckets: boolean } | undefined> {
    if (!/^arn:[^:]+:s3:::/.test(resource)) return undefined;
    const bucket = await this.#facts.bucket(resource.split(':::')[1]?.split('/')[0] ?? '');
    if (!bucket) return undefined;
    const account = await this.#facts.accountPublicAccessBlock(bucket.accountId);
    return {
      restrictPublicBuckets:
        bucket.publicAccessBlock?.restrictPublicBuckets === true || account?.restrictPublicBuckets === true,
    };
  }
}

/**
 * What decides about a key that is not there: its account's own policies, so that who may ask learns that there is none.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function ownersKeyPolicy(accountId: string): string {
  const Principal = { AWS: `arn:aws:iam::${accountId}:root` };
  const statement = { Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

/** The resource policies of CloudWatch Logs stand side by side: one document with all their statements. */
function merged(policies: readonly string[]): string | undefined {
  if (policies.length === 0) return undefined;
  if (policies.length === 1) return policies[0];
  const statements = policies.flatMap((text) => {
    const { Statement } = JSON.parse(text) as { Statement?: unknown };
    return Array.isArray(Statement) ? Statement : Statement === undefined ? [] : [Statement];
  });
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
