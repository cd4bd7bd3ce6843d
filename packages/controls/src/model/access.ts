import type { Collection, Fact } from './fact.ts';
import type { Observed } from './observation.ts';
import type { PolicyDocument } from './policy-document.ts';

/** A role, user or group that holds a policy: `role/NAME` without its path, or the URN of a program's resource. */
export type HolderReference = string;

/** A policy of IAM that gives an identity permissions. */
export interface IdentityPolicy extends Observed {
  /** Its ARN, or `OWNER/NAME` for one that is part of its identity. */
  readonly id: string;
  readonly name: Fact<string>;
  /** Who wrote it, and whether it is part of one identity. */
  readonly kind: 'aws' | 'customer' | 'inline';
  readonly document: Fact<PolicyDocument>;
  readonly heldBy: Fact<readonly HolderReference[]>;
}

/** A role, user or group. */
export interface Identity extends Observed {
  readonly kind: 'role' | 'user' | 'group';
  readonly name: Fact<string>;
  /** `/`, or such as `/aws-service-role/…` and `/aws-reserved/sso.amazonaws.com/…`, whose roles AWS makes itself. */
  readonly path: Fact<string>;
  /** Id of the policy that bounds its permissions; `null` when none does. */
  readonly boundary: Fact<string>;
  /** Groups that a user is in, as `group/NAME`. */
  readonly groups: Fact<readonly HolderReference[]>;
  /** Who may take a role. */
  readonly trust: Fact<PolicyDocument>;
  /** Seconds that a session of a role may last. */
  readonly maximumSessionSeconds: Fact<number>;
  /** When a role was last used, ISO 8601. */
  readonly lastUsed: Fact<string>;
}

/** Who may do what in an account. Statements about services that no control asks about may be left out. */
export interface AccountAccess extends Observed {
  readonly accountId: string;
  readonly identities: Collection<Identity>;
  readonly policies: Collection<IdentityPolicy>;
}

/** The root user of an account. */
export interface RootUser {
  readonly hasMfa: boolean;
  readonly hasAccessKeys: boolean;
  /** `false` where its credentials were removed centrally; `null` when AWS does not say. */
  readonly hasPassword: boolean | null;
}

/** A finding of IAM Access Analyzer that is open. */
export interface AnalyzerFinding {
  readonly id: string;
  /** ARN of what is open to others. */
  readonly resource: string | null;
  readonly ownerAccountId: string | null;
}

/** An analyzer of IAM Access Analyzer. */
export interface AccessAnalyzer extends Observed {
  readonly accountId: Fact<string>;
  readonly region: Fact<string>;
  /** Such as `ORGANIZATION`, `ACCOUNT`, `ORGANIZATION_UNUSED_ACCESS`. */
  readonly type: Fact<string>;
  /** Such as `ACTIVE`, `CREATING`, `DISABLED`. */
  readonly status: Fact<string>;
  /** Findings about log storage that are neither archived nor resolved. */
  readonly activeFindings: Fact<readonly AnalyzerFinding[]>;
}

/** The part of the estate that tells who may do what. */
export interface AccessEstate {
  /** One for each account that was asked. */
  readonly access: Collection<AccountAccess>;
  readonly analyzers: Collection<AccessAnalyzer>;
}
