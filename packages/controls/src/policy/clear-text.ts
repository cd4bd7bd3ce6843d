import type { PolicyDocument, PolicyStatement } from '../model/policy-document.ts';
import { conditionsOf, coversResource, coversService, namesEveryone } from './statement.ts';

/**
 * Tells whether a policy refuses every call of a service on a resource that does not come over TLS. A Deny that
 * other conditions narrow, or that asks for a version of TLS, is no substitute.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-HTTP-HTTPS
 *
 * @param service prefix of the service's actions, such as `s3`
 */
export function deniesClearText({ Statement }: PolicyDocument, service: string, resource: string): boolean {
  return Statement.some(
    (statement) =>
      statement.Effect === 'Deny' &&
      namesEveryone(statement) &&
      coversService(statement, service) &&
      coversResource(statement, resource) &&
      holdsForClearTextAlone(statement),
  );
}

function holdsForClearTextAlone(statement: PolicyStatement): boolean {
  const [clause, ...others] = conditionsOf(statement);
  return (
    clause !== undefined &&
    others.length === 0 &&
    clause.set === null &&
    clause.operator === 'Bool' &&
    clause.key === 'aws:securetransport' &&
    clause.values.some((value) => value.toLowerCase() === 'false')
  );
}
