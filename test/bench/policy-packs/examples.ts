/** One resource of each type that the product's own stacks declare, with the inputs that they give it. */
export interface ExampleResource {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Whether the resource option `protect` is set. */
  readonly protect: boolean;
}

/** Each resource has names of its own, in its policies too, so that none is judged by what is known of another. */
export function numbered({ inputs, ...rest }: ExampleResource, index: number): ExampleResource {
  return {
    ...rest,
    inputs: JSON.parse(JSON.stringify(inputs).replaceAll('trailguard-', `trailguard-${index}-`)),
  };
}
