import type { Caller } from '../aws/call.ts';
import type { OrganizationState } from '../aws/organizations/state.ts';
import { organizationPath } from '../aws/organizations/tree.ts';
import type { EntityKind, KmsEncryption, Lookups, Membership } from '../iam/index.ts';
import type { Facts } from './facts.ts';
import type { Principals } from './principals.ts';

/** What a call does not say about itself, from the sandbox's state. */
export class SandboxLookups implements Lookups {
  readonly #facts: Facts;
  readonly #principals: Principals;
  readonly #organization: OrganizationState;
  readonly now: () => Date;

  constructor(facts: Facts, principals: Principals, organization: OrganizationState, now: () => Date) {
    this.#facts = facts;
    this.#principals = principals;
    this.#organization = organization;
    this.now = now;
  }

  async bucketOwner(bucket: string): Promise<string | undefined> {
    return (await this.#facts.bucket(bucket))?.accountId;
  }

  async bucketEncryption(bucket: string): Promise<KmsEncryption | undefined> {
    return (await this.#facts.bucket(bucket))?.encryption ?? undefined;
  }

  async objectEncryption(
    bucket: string,
    key: string,
    versionId: string | undefined,
  ): Promise<KmsEncryption | undefined> {
    return (await this.#facts.objectEncryption(bucket, key, versionId)) ?? undefined;
  }

  async keyArn(reference: string, accountId: string, region: string): Promise<string | undefined> {
    return (await this.#facts.key(reference, accountId, region))?.arn;
  }

  async ciphertextKeyArn(ciphertext: Uint8Array): Promise<string | undefined> {
    return (await this.#facts.ciphertextKeyArn(ciphertext)) ?? undefined;
  }

  async entityArn(accountId: string, kind: EntityKind, name: string): Promise<string | undefined> {
    return (await this.#facts.entityArn(accountId, kind, name)) ?? undefined;
  }

  membership(accountId: string): Membership | undefined {
    const organization = this.#organization;
    if (!organization.accounts.some((account) => account.id === accountId)) return undefined;
    return {
      organizationId: organization.id,
      managementAccountId: organization.managementAccountId,
      path: organizationPath(organization, accountId),
    };
  }

  organizationPolicyType(policyId: string): string | undefined {
    return this.#organization.policies.find((policy) => policy.id === policyId)?.type.toLowerCase();
  }

  userId(caller: Caller): Promise<string> {
    return this.#principals.userId(caller);
  }

  async principalTags(caller: Caller): Promise<Readonly<Record<string, string>> | undefined> {
    const name = (arn: string) => arn.split('/').at(-1) ?? '';
    if (caller.kind === 'user')
      return (await this.#principals.user(caller.accountId, name(caller.arn)))?.tags;
    if (caller.kind !== 'assumed-role') return undefined;
    return (await this.#principals.role(caller.accountId, name(caller.roleArn ?? '')))?.tags;
  }

  async resourceTags(arn: string): Promise<Readonly<Record<string, string>> | undefined> {
    const [, , service, region = '', accountId = '', ...rest] = arn.split(':');
    const resource = rest.join(':');
    const name = resource.split('/').at(-1) ?? '';
    if (service === 'kms' && resource.startsWith('key/'))
      return (await this.#facts.key(arn, accountId, region))?.tags;
    if (service === 's3' && !resource.includes('/')) return (await this.#facts.bucket(resource))?.tags;
    if (service === 'iam' && resource.startsWith('role/'))
      return (await this.#principals.role(accountId, name))?.tags;
    if (service === 'iam' && resource.startsWith('user/'))
      return (await this.#principals.user(accountId, name))?.tags;
    if (service === 'organizations') return this.#organization.tags[name];
    return undefined;
  }
}
