/**
 * Turns the resources of a deployment into JSON, one that has not changed since the last time at no cost: the state is
 * written twice for each step, and all but a few of its resources are as they were.
 */
export class ResourceTexts<Resource extends object> {
  readonly #serialize: (resource: Resource) => string;
  readonly #known = new WeakMap<Resource, { copy: Resource; text: string }>();

  constructor(serialize: (resource: Resource) => string) {
    this.#serialize = serialize;
  }

  /** JSON of a resource. Fields may be set anew between two calls; what they hold must not be changed in place. */
  of(resource: Resource): string {
    const known = this.#known.get(resource);
    if (known && sameFields(known.copy, resource)) return known.text;
    const text = this.#serialize(resource);
    this.#known.set(resource, { copy: { ...resource }, text });
    return text;
  }
}

function sameFields<Resource extends object>(left: Resource, right: Resource): boolean {
  for (const key in right) if (left[key] !== right[key]) return false;
  return true;
}
