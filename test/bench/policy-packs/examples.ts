/** One resource of each type that the product's own stacks declare, with the inputs that they give it. */
export interface ExampleResource {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}
