import type { GuardrailStatement } from './statement.ts';

/** Characters of a policy around its statements. */
const envelope = policyText([]).length;

/** The text of a policy with these statements, without white space: AWS counts every character. */
export function policyText(statements: readonly GuardrailStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/**
 * Puts statements into as few policies as first-fit by falling length finds: no two of the policies would fit into
 * one. The same statements always give the same policies.
 * @param limit characters that a policy may have.
 * @returns the texts of the policies.
 * @throws when one statement alone is too long.
 */
export function packPolicies(statements: readonly GuardrailStatement[], limit: number): string[] {
  const policies: { length: number; statements: GuardrailStatement[] }[] = [];
  const sized = statements.map((statement) => ({ statement, length: JSON.stringify(statement).length }));
  for (const { statement, length } of sized.toSorted((one, other) => other.length - one.length)) {
    if (envelope + length > limit) {
      throw new RangeError(
        `The statement ${statement.Sid} has ${length} characters; a policy may have ${limit} and needs ${envelope} around it. ` +
          'Name fewer roles, accounts or regions, or patterns that hold several',
      );
    }
    // A comma stands between two statements.
    const fit = policies.find((policy) => policy.length + 1 + length <= limit);
    if (fit) {
      fit.statements.push(statement);
      fit.length += 1 + length;
    } else {
      policies.push({ statements: [statement], length: envelope + length });
    }
  }
  return policies.map((policy) => policyText(policy.statements));
}
