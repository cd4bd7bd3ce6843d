import type { Caller } from '../aws/call.ts';
import type { Backend } from '../moto/backend.ts';

/** A user or role with the texts of its policies. */
export interface Entity {
  readonly arn: string;
  readonly id: string;
  readonly path: string;
  readonly createdAt: string;
  /** Inline and attached policies, a user's groups' included. */
  readonly policies: readonly string[];
  readonly boundary: string | null;
  readonly tags: Readonly<Record<string, string>>;
}

export interface RoleEntity extends Entity {
  readonly trust: string;
  readonly maxSessionDuration: number;
  /** `cloudtrail.amazonaws.com` for a service-linked role. */
  readonly linkedService: string | null;
}

type Kind = 'role' | 'user';

interface Remembered {
  readonly value: Entity | null;
  /** Milliseconds of the sandbox's clock until which this old value is still seen. */
  readonly until: number;
}

/**
 * Users and roles as IAM shows them: what was written is seen after a delay, as in AWS.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
export class Principals {
  readonly #backend: Backend;
  readonly #now: () => Date;
  readonly #delay: () => number;
  readonly #current = new Map<string, Promise<Entity | null>>();
  readonly #old = new Map<string, Remembered>();

  /** @param delay milliseconds until a change is seen. */
  constructor(backend: Backend, now: () => Date, delay: () => number) {
    this.#backend = backend;
    this.#now = now;
    this.#delay = delay;
  }

  /** A role by its name without path, as it is seen now; `undefined` when there is none. */
  async role(accountId: string, name: string): Promise<RoleEntity | undefined> {
    return ((await this.#find('role', accountId, name)) as RoleEntity | null) ?? undefined;
  }

  async user(accountId: string, name: string): Promise<Entity | undefined> {
    return (await this.#find('user', accountId, name)) ?? undefined;
  }

  /** Text of a customer's or AWS's managed policy. */
  async managedPolicy(accountId: string, arn: string): Promise<string | undefined> {
    return (await this.#backend.ask<string | null>('managed_policy', accountId, arn)) ?? undefined;
  }

  /** `aws:userid`: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
  async userId(caller: Caller): Promise<string> {
    const name = (arn: string) => arn.split('/').at(-1) ?? '';
    if (caller.kind === 'user')
      return (await this.user(caller.accountId, name(caller.arn)))?.id ?? caller.accountId;
    if (caller.kind === 'assumed-role') {
      const role = await this.role(caller.accountId, name(caller.roleArn ?? ''));
      return `${role?.id ?? 'AROA'}:${caller.sessionName}`;
    }
    return caller.accountId;
  }

  /** To be called before a write: entities that it names keep their present shape for a while. */
  async beforeWrite(accountId: string, input: Readonly<Record<string, unknown>>): Promise<void> {
    const delay = this.#delay();
    if (delay === 0) return;
    for (const [kind, member] of [
      ['role', 'RoleName'],
      ['user', 'UserName'],
    ] as const) {
      const name = input[member];
      if (typeof name !== 'string') continue;
      const key = keyOf(kind, accountId, name);
      // The oldest value that has not run out stays: each write would else show the one before it too early.
      const remembered = this.#old.get(key);
      if (remembered && remembered.until > this.#now().getTime()) continue;
      this.#old.set(key, {
        value: await this.#read(kind, accountId, name),
        until: this.#now().getTime() + delay,
      });
    }
  }

  /** To be called after a write to IAM. */
  forget(): void {
    this.#current.clear();
  }

  /** Makes all changes seen at once. */
  settle(): void {
    this.#old.clear();
    this.#current.clear();
  }

  async #find(kind: Kind, accountId: string, name: string): Promise<Entity | null> {
    const key = keyOf(kind, accountId, name);
    const old = this.#old.get(key);
    if (old && old.until > this.#now().getTime()) return old.value;
    this.#old.delete(key);
    return this.#read(kind, accountId, name);
  }

  #read(kind: Kind, accountId: string, name: string): Promise<Entity | null> {
    const key = keyOf(kind, accountId, name);
    const known = this.#current.get(key);
    if (known) return known;
    const value = this.#backend.ask<Entity | null>(kind, accountId, name);
    this.#current.set(key, value);
    return value;
  }
}

function keyOf(kind: Kind, accountId: string, name: string): string {
  return `${kind}/${accountId}/${name}`;
}
