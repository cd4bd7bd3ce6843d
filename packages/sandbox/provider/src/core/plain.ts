import type { OutputInstance } from '@pulumi/pulumi/output.js';
import type { Resource } from '@pulumi/pulumi/resource.js';

/** A policy document written as an object; Check turns it into text, so no resource's code meets one. */
interface DocumentObject {
  Statement: unknown;
}

/**
 * The values behind `@pulumi/aws`'s `…Args` and `…State` types: no promises and outputs, no resources (the engine sends their id or
 * name) and no policy documents as objects.
 */
export type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends Promise<unknown> | OutputInstance<unknown> | Resource | DocumentObject
    ? never
    : T extends readonly (infer E)[]
      ? Plain<E>[]
      : T extends object
        ? { [K in keyof T]: Plain<T[K]> }
        : never;
