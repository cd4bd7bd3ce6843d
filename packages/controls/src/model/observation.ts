/** The place that an estate was read from. */
export type Lens = 'preview' | 'state' | 'live';

/** Where a resource of the estate was seen, so that a finding can name what to change. */
export interface Observation {
  /** Pulumi URN; preview and state lens. */
  readonly urn?: string;
  /** Field -> URN of the resource that sets it, where that is another one; preview and state lens. */
  readonly urns?: Readonly<Record<string, string>>;
  /** Source line of the program, `file:line:column`; state lens. */
  readonly position?: string;
  /** ARN, or the id where AWS gives no ARN; live lens. */
  readonly arn?: string;
  /** Field of the resource -> the API call that showed it, as `service:Operation`; live lens. */
  readonly calls?: Readonly<Record<string, string>>;
  /** When it was read (ISO 8601, AWS's clock); live lens. */
  readonly at?: string;
}

/** Anything that was observed somewhere. */
export interface Observed {
  readonly observation: Observation;
}

/** Tells the URN of a resource of the program from a name or an ARN. */
export function isUrn(reference: string): boolean {
  return reference.startsWith('urn:pulumi:');
}

/** The most telling name of an observed thing: its ARN, else its URN. */
export function identityOf(observed: Observed): string | undefined {
  return observed.observation.arn ?? observed.observation.urn;
}

/**
 * Tells a description in brackets, such as `(account of provider default)`, from an id. A program often does not
 * say in which account it runs; the description still tells its resources of one account from those of another.
 */
export function isPlaceholder(id: string): boolean {
  return id.startsWith('(');
}
