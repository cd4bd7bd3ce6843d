import { AwsError } from '../aws/error.ts';
import { type PolicyKind, type ValidationOptions, validatePolicy } from '../iam/index.ts';

/**
 * Refuses a policy that AWS would refuse, with its code.
 *
 * @throws AwsError for the most telling fault
 */
export function requirePolicy(kind: PolicyKind, text: string, options: ValidationOptions = {}): void {
  const [fault] = validatePolicy(kind, text, options);
  if (fault) throw new AwsError(fault.code, fault.message, 400, fault.members);
}
