import type {
  EnforcementLevel,
  ResourceRemediation,
  ResourceValidation,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationPolicy,
} from '@pulumi/policy';

/** A policy of either kind. */
export type ServedPolicy = ResourceValidationPolicy | StackValidationPolicy;

/** Functions of a policy may say which types they are about; they are asked about no other. */
export interface AboutTypes {
  readonly pulumiTypes?: readonly string[];
}

/** Makes a policy's function one of some types. @param types such as `aws:cloudtrail/trail:Trail` */
export function aboutTypes<F extends object>(types: readonly string[], policy: F): F & AboutTypes {
  return Object.assign(policy, { pulumiTypes: types });
}

/** The validations of a policy; none for one that only remediates or judges stacks. */
export function validationsOf(policy: ServedPolicy): readonly ResourceValidation[] {
  const { validateResource } = policy as ResourceValidationPolicy;
  return validateResource === undefined ? [] : [validateResource].flat();
}

export function remediationOf(policy: ServedPolicy): ResourceRemediation | undefined {
  return (policy as ResourceValidationPolicy).remediateResource;
}

export function stackValidationOf(policy: ServedPolicy): StackValidation | undefined {
  return (policy as StackValidationPolicy).validateStack;
}

/** Whether a policy judges single resources, by the SDK's own rule. */
export function isResourcePolicy(policy: ServedPolicy): boolean {
  return validationsOf(policy).length > 0 || remediationOf(policy) !== undefined;
}

/** Why a function of a policy is not asked about a type; `undefined` when it is. */
export function whyNotAbout(type: string, policy: object): string | undefined {
  const { pulumiTypes, __pulumiType: only } = policy as AboutTypes & { readonly __pulumiType?: string };
  // The engine is told it of most policies with every resource: to list their types takes longer than to judge.
  if (pulumiTypes !== undefined) return pulumiTypes.includes(type) ? undefined : 'not about this type';
  // The SDK's helpers, such as `validateResourceOfType`, leave the type in `__pulumiType`.
  return !only || only === type ? undefined : `Policy only applies to resources of type '${only}'`;
}

/** The level of a policy: as configured, else its own, else the pack's. */
export function levelOf(
  policy: ServedPolicy,
  configured: EnforcementLevel | undefined,
  ofPack: EnforcementLevel,
): EnforcementLevel {
  return configured ?? policy.enforcementLevel ?? ofPack;
}
