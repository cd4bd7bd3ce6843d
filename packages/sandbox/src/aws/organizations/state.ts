import { randomBytes, randomInt } from 'node:crypto';

export type AccountStatus = 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE';
export type PolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY' | (string & {});

export interface Account {
  readonly id: string;
  name: string;
  readonly email: string;
  status: AccountStatus;
  readonly joinedMethod: 'CREATED' | 'INVITED';
  readonly joinedAt: string;
  parentId: string;
}

export interface OrganizationalUnit {
  readonly id: string;
  name: string;
  readonly parentId: string;
}

export interface Policy {
  readonly id: string;
  name: string;
  description: string;
  readonly type: PolicyType;
  content: string;
  readonly awsManaged: boolean;
  /** Roots, organizational units and accounts that it is attached to. */
  targets: string[];
}

/** What `DescribeCreateAccountStatus` tells. */
export interface CreateAccountStatus {
  readonly id: string;
  readonly accountName: string;
  readonly email: string;
  readonly roleName: string;
  state: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';
  readonly requestedAt: string;
  completedAt?: string;
  accountId?: string;
  failureReason?: string;
  readonly tags: readonly { Key: string; Value: string }[];
}

/** Everything that AWS Organizations knows of one organization. */
export interface OrganizationState {
  readonly id: string;
  readonly rootId: string;
  readonly managementAccountId: string;
  accounts: Account[];
  units: OrganizationalUnit[];
  policies: Policy[];
  enabledPolicyTypes: PolicyType[];
  /** Service principal -> when trusted access was enabled, and from when on it is seen. */
  trustedAccess: Record<string, { enabledAt: string; effectiveAt: string }>;
  delegatedAdministrators: { accountId: string; servicePrincipal: string; enabledAt: string }[];
  createAccountStatuses: CreateAccountStatus[];
  /** When accounts were closed: at most a tenth of the members in 30 days. */
  closures: string[];
  /** Resource id -> tags. */
  tags: Record<string, Record<string, string>>;
  resourcePolicy?: { id: string; content: string };
  /** Most accounts that the organization may have; AWS's default is 10, the sandbox's 50. */
  accountLimit: number;
}

const idAlphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Random characters as AWS's identifiers have them. */
export function randomId(length: number): string {
  return Array.from(randomBytes(length), (byte) => idAlphabet[byte % idAlphabet.length]).join('');
}

/** Twelve digits that no account of the organization has. */
export function newAccountId(taken: readonly { readonly id: string }[]): string {
  for (;;) {
    const id = String(randomInt(1e11, 1e12 - 1));
    if (!taken.some((account) => account.id === id)) return id;
  }
}

/** The policy that AWS attaches everywhere when a type is enabled. */
export const fullAccess: Readonly<Record<string, { id: string; content: object }>> = {
  SERVICE_CONTROL_POLICY: {
    id: 'p-FullAWSAccess',
    content: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  },
  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
  RESOURCE_CONTROL_POLICY: {
    id: 'p-RCPFullAWSAccess',
    content: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
    },
  },
};

/** A new organization with all features: a root, the management account and the service control policies' default. */
export function newOrganization(email: string, now: Date): OrganizationState {
  const managementAccountId = newAccountId([]);
  const rootId = `r-${randomId(4)}`;
  return {
    id: `o-${randomId(10)}`,
    rootId,
    managementAccountId,
    accounts: [
      {
        id: managementAccountId,
        name: 'management',
        email,
        status: 'ACTIVE',
        joinedMethod: 'INVITED',
        joinedAt: now.toISOString(),
        parentId: rootId,
      },
    ],
    units: [],
    policies: [],
    enabledPolicyTypes: [],
    trustedAccess: {},
    delegatedAdministrators: [],
    createAccountStatuses: [],
    closures: [],
    tags: {},
    accountLimit: 50,
  };
}
