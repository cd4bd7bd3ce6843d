import type { Exception } from './exception.ts';

/**
 * An exception in the form of Pulumi's own, in the configuration of a policy pack and in Pulumi Cloud.
 * @see https://www.pulumi.com/docs/discovery-governance/concepts/policy-as-code/policy-exceptions/
 */
export interface PulumiException {
  readonly reason: string;
  readonly match: readonly { readonly policies: readonly string[]; readonly targets: readonly string[] }[];
}

/** What Pulumi can be told of exceptions, and what it cannot. */
export interface PulumiExceptions {
  readonly exceptions: readonly PulumiException[];
  /** Exceptions that Pulumi's form has no words for, each with the reason. */
  readonly leftOut: readonly { readonly exception: Exception; readonly reason: string }[];
}

/**
 * The exceptions of a day as Pulumi writes them: by policy and whole URN. It knows neither ends nor owners, so they
 * go into the reason, and the translation is good for that day: make it anew before each run.
 *
 * @param policyNameOf name of a control's policy; undefined for a control that has none.
 */
export function toPulumiExceptions(
  exceptions: readonly Exception[],
  day: string,
  policyNameOf: (controlId: string) => string | undefined,
): PulumiExceptions {
  const leftOut: { exception: Exception; reason: string }[] = [];
  const translated = exceptions.flatMap((exception): PulumiException[] => {
    const policy = policyNameOf(exception.control);
    const reason = untranslatable(exception, day, policy);
    if (reason !== undefined || policy === undefined) {
      leftOut.push({ exception, reason: reason ?? '' });
      return [];
    }
    return [
      {
        reason: reasonOf(exception),
        match: [{ policies: [policy], targets: exception.scope.urns ?? [] }],
      },
    ];
  });
  return { exceptions: translated, leftOut };
}

function untranslatable(
  { scope, from, until }: Exception,
  day: string,
  policy: string | undefined,
): string | undefined {
  if (policy === undefined) return 'no policy of the pack judges it';
  if (until < day || day < from) return `it does not hold on ${day}`;
  if (scope.urns === undefined) return 'Pulumi excepts by URN alone';
  if (scope.urns.some((urn) => urn.includes('*'))) return 'Pulumi takes whole URNs, no patterns';
  if (scope.accounts !== undefined || scope.regions !== undefined || scope.arns !== undefined)
    return 'Pulumi knows no account, Region or ARN';
  return undefined;
}

function reasonOf({ reason, ticket, owner, approver, until }: Exception): string {
  return `${reason} (${ticket}; owner ${owner}; approved by ${approver}; until ${until})`.slice(0, 2048);
}
