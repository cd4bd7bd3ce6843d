import type { Session } from './credentials.ts';

/** Inputs of a resource, as its program gave them. */
export type Inputs = Readonly<Record<string, unknown>>;

/** Where an interrupted create was going on. */
export interface LookupScope {
  /** Account of the resource's provider. */
  readonly accountId: string;
  readonly partition: string;
  /** Region of the resource. */
  readonly region: string;
  /** A session in that account. */
  readonly session: Session;
  /** Physical ids of this type that the state holds already. */
  readonly known: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

/** An input that is text and not empty. */
export function textOf(inputs: Inputs, name: string): string | undefined {
  const value = inputs[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
