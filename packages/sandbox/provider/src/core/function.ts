import type { ResourceContext } from './resource.ts';
import { toValues, type Values } from './values.ts';

/** What the code of a data function works with. */
export type FunctionContext = Pick<
  ResourceContext,
  'region' | 'accountId' | 'partition' | 'client' | 'signal'
>;

/** One data function. */
export interface FunctionDefinition<Args, Result> {
  /** Token such as `aws:index/getRegion:getRegion`. */
  readonly token: `aws:${string}/${string}:${string}`;
  /** Needs neither AWS nor a configuration. */
  readonly pure?: true;
  /** Arguments that it takes, each of `@pulumi/aws`'s type; `true` for those offered here. */
  readonly args: { readonly [K in keyof Required<Args>]: boolean };
  readonly invoke: (args: Args, context: FunctionContext) => Promise<Result> | Result;
}

/** A definition in the registry, on plain values. */
export interface AnyFunction {
  readonly token: string;
  readonly pure: boolean;
  readonly args: readonly string[];
  readonly invoke: (args: Values, context: FunctionContext) => Promise<Values>;
}

/** Declares a data function by `@pulumi/aws`'s own argument and result types; an argument that is not offered fails by name. */
export function defineFunction<Args, Result extends object>(
  definition: FunctionDefinition<Args, Result>,
): AnyFunction {
  const offered = Object.entries(definition.args).filter(([, isOffered]) => isOffered);
  const names = offered.map(([name]) => name);
  return {
    token: definition.token,
    pure: definition.pure ?? false,
    args: names,
    invoke: async (args, context) => {
      const stranger = Object.keys(args).find((name) => !names.includes(name));
      if (stranger)
        throw new Error(
          `${definition.token} of the sandbox does not take ${stranger}; it takes ${names.join(', ') || 'nothing'}`,
        );
      return toValues(await definition.invoke(args as Args, context));
    },
  };
}
