import type {
  AttachedPolicy,
  GetAccountAuthorizationDetailsCommandOutput,
  ManagedPolicyDetail,
  PolicyDetail,
} from '@aws-sdk/client-iam';
import type { Fact, Identity, IdentityPolicy, PolicyDocument } from '@trailguard/controls';
import { isUnknown, unknownBecause } from '@trailguard/controls';
import { onlyWatchedServices } from './watched-services.ts';
import { readPolicy } from './policy.ts';

const notTold = unknownBecause('missing-field', 'iam:GetAccountAuthorizationDetails does not tell it');

/** Roles, users, groups and policies of an account, gathered page by page. */
export class AuthorizationDetails {
  readonly identities: Identity[] = [];
  readonly #call: string;
  readonly #now: () => string;
  readonly #embedded: IdentityPolicy[] = [];
  readonly #managed = new Map<string, Omit<IdentityPolicy, 'heldBy'>>();
  /** ARN of a policy -> who holds it. */
  readonly #holders = new Map<string, string[]>();

  /** @param call what is asked, for messages; @param now AWS's clock. */
  constructor(call: string, now: () => string) {
    this.#call = call;
    this.#now = now;
  }

  /** Takes in a page; the next one may name what this one holds. */
  add(page: GetAccountAuthorizationDetailsCommandOutput): void {
    for (const role of page.RoleDetailList ?? []) {
      const holder = this.#identity('role', role.RoleName, role.Arn, {
        path: role.Path ?? null,
        boundary: role.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
        trust: this.#document(role.AssumeRolePolicyDocument, `trust of ${role.RoleName}`),
        // These details leave it out; GetRole tells it, where a control asks for it.
        maximumSessionSeconds: notTold,
        lastUsed: role.RoleLastUsed?.LastUsedDate?.toISOString() ?? null,
      });
      this.#hold(holder, role.RolePolicyList, role.AttachedManagedPolicies);
    }
    for (const user of page.UserDetailList ?? []) {
      const holder = this.#identity('user', user.UserName, user.Arn, {
        path: user.Path ?? null,
        boundary: user.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
        groups: (user.GroupList ?? []).map((name) => `group/${name}`),
      });
      this.#hold(holder, user.UserPolicyList, user.AttachedManagedPolicies);
    }
    for (const group of page.GroupDetailList ?? []) {
      const holder = this.#identity('group', group.GroupName, group.Arn, { path: group.Path ?? null });
      this.#hold(holder, group.GroupPolicyList, group.AttachedManagedPolicies);
    }
    for (const policy of page.Policies ?? []) this.#addManaged(policy);
  }

  /** The policies of the account, with who holds them. */
  get policies(): readonly IdentityPolicy[] {
    const managed = [...this.#managed.values()].map((policy) => ({
      ...policy,
      heldBy: this.#holders.get(policy.id) ?? [],
    }));
    return [...managed, ...this.#embedded];
  }

  #identity(
    kind: Identity['kind'],
    name: string | undefined,
    arn: string | undefined,
    facts: Partial<Identity>,
  ): string {
    this.identities.push({
      kind,
      name: name ?? null,
      path: null,
      boundary: null,
      groups: [],
      trust: null,
      maximumSessionSeconds: null,
      lastUsed: null,
      ...facts,
      observation: { arn: arn ?? '', at: this.#now() },
    });
    return `${kind}/${name}`;
  }

  #hold(
    holder: string,
    embedded: readonly PolicyDetail[] = [],
    attached: readonly AttachedPolicy[] = [],
  ): void {
    for (const { PolicyName = '', PolicyDocument } of embedded) {
      const id = `${holder}/${PolicyName}`;
      this.#embedded.push({
        id,
        name: PolicyName,
        kind: 'inline',
        document: this.#document(PolicyDocument, id),
        heldBy: [holder],
        observation: { arn: id, at: this.#now() },
      });
    }
    for (const { PolicyArn } of attached) {
      if (PolicyArn === undefined) continue;
      const holders = this.#holders.get(PolicyArn);
      if (holders === undefined) this.#holders.set(PolicyArn, [holder]);
      else holders.push(holder);
    }
  }

  #addManaged({ Arn, PolicyName, PolicyVersionList, DefaultVersionId }: ManagedPolicyDetail): void {
    if (Arn === undefined) return;
    const version = (PolicyVersionList ?? []).find(
      ({ VersionId, IsDefaultVersion }) => IsDefaultVersion === true || VersionId === DefaultVersionId,
    );
    this.#managed.set(Arn, {
      id: Arn,
      name: PolicyName ?? null,
      kind: /^arn:[^:]+:iam::aws:policy\//.test(Arn) ? 'aws' : 'customer',
      document: this.#document(version?.Document, Arn),
      observation: { arn: Arn, at: this.#now() },
    });
  }

  /** Documents come encoded as in a URL. */
  #document(text: string | undefined, of: string): Fact<PolicyDocument> {
    const document = readPolicy(text === undefined ? undefined : decoded(text), `${this.#call}, ${of}`);
    return document === null || isUnknown(document) ? document : onlyWatchedServices(document);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
