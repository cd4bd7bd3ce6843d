/** Name of the policy that lists what could not be decided. */
export const notEvaluatedName = 'not-evaluated';

/** Name of the policy that speaks of the exceptions themselves. */
export const exceptionsPolicyName = 'trailguard-exceptions';
