import type { Call } from '../../aws/call.ts';
import type { AuthorizationRequest } from '../request.ts';
import type { Lookups } from './lookups.ts';

export type Context = Record<string, readonly string[]>;

/** A call on its way to its questions. */
export interface Scope {
  readonly call: Call;
  readonly lookups: Lookups;
  /** Account in whose name the call is made. */
  readonly accountId: string;
  readonly partition: string;
}

/** A question without what every question of a call shares. */
export interface Draft {
  /** `s3:PutObject` */
  readonly action: string;
  readonly resource: string;
  /** Account of the resource; default: the one in its ARN where the service has resource policies, else the caller's. */
  readonly ownerId?: string;
  /** Keys of this question alone, in lower case. */
  readonly context?: Context;
  /** Asked for another than the caller, as in AssumeRoleWithSAML. */
  readonly principal?: AuthorizationRequest['principal'];
}

type Maybe<T> = T | Promise<T>;

/** What iam-data does not say about a service, or says under another name. */
export interface ServiceRules {
  /** Prefix of its actions. */
  readonly prefix: string;
  /** Operations whose actions have other names. */
  readonly actions?: Readonly<Record<string, readonly string[]>>;
  /** Members of the input, first match wins, that hold a placeholder of an ARN format (`TrailName`: `Name`). */
  readonly members?: Readonly<Record<string, readonly string[]>>;
  /** ARNs of a resource type that no member holds as it stands; no entry falls back to the members. */
  readonly arns?: Readonly<Record<string, (scope: Scope) => Maybe<readonly string[]>>>;
  /** Operations that ask in a way of their own; `undefined` leaves the operation to the tables. */
  describe?(scope: Scope): Maybe<readonly Draft[] | undefined>;
  /** Condition keys of the service, in lower case. */
  context?(scope: Scope): Maybe<Context>;
  /** Resources have policies, so that their account may differ from the caller's. */
  readonly hasResourcePolicies?: boolean;
}

/** A member of the input as text, if it is one. */
export function text(call: Call, member: string): string | undefined {
  const value = own(call.input, member);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Leaves out keys without a value. */
export function contextOf(values: Readonly<Record<string, string | number | boolean | undefined>>): Context {
  const context: Context = {};
  for (const [key, value] of Object.entries(values)) if (value !== undefined) context[key] = [String(value)];
  return context;
}

/** An entry of a table, never a built-in property: names of operations come from outside. */
export function own<T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
