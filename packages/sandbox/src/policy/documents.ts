import { AwsError } from '../aws/error.ts';
import { compilePolicy, UnreadablePolicy } from '../iam/policy/document.ts';

/** How a service takes a policy document. */
export interface DocumentRules {
  /** Code and status of the refusal of a document that cannot be read. */
  readonly malformed: { readonly code: string; readonly status?: number; readonly message?: string };
  /** Most characters, and the refusal of more. */
  readonly largest?: {
    readonly characters: number;
    readonly code: string;
    readonly message: string;
    readonly ignoreSpace?: boolean;
  };
  /** Whether statements name a principal, as policies of resources do. */
  readonly principal: 'required' | 'forbidden';
}

/**
 * Refuses a policy that is too large or that the policy grammar does not admit.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function requirePolicy(text: string, rules: DocumentRules): void {
  const { largest } = rules;
  const size = largest?.ignoreSpace ? text.replace(/\s/g, '').length : text.length;
  if (largest && size > largest.characters) throw new AwsError(largest.code, largest.message, 400);
  const malformed = (reason: string) =>
    new AwsError(rules.malformed.code, rules.malformed.message ?? reason, rules.malformed.status ?? 400);
  try {
    compilePolicy(text);
  } catch (error) {
    if (error instanceof UnreadablePolicy || error instanceof SyntaxError) throw malformed(error.message);
    throw error;
  }
  const { Statement: statement } = JSON.parse(text) as { Statement: unknown };
  const statements = (Array.isArray(statement) ? statement : [statement]) as Record<string, unknown>[];
  for (const item of statements) {
    const named = 'Principal' in item || 'NotPrincipal' in item;
    if (rules.principal === 'required' && !named) throw malformed('Missing required field Principal');
    if (rules.principal === 'forbidden' && named)
      throw malformed('Policy document should not specify a principal.');
  }
}
