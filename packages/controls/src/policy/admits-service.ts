import type { PolicyDocument } from '../model/policy-document.ts';
import { conditionsOf, coversAction, namesEveryone, namesService } from './statement.ts';

const sourceKeys = new Set(['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceowner']);

/**
 * Tells whether a policy lets an AWS service do something. Conditions on anything but the source are not weighed: they
 * may hold.
 * @param isSourceTold whether the service says for whom it acts. One that does not is let in only by a statement
 *   without a condition on the source.
 */
export function admits(
  { Statement }: PolicyDocument,
  service: string,
  action: string,
  isSourceTold: boolean,
): boolean {
  return Statement.some(
    (statement) =>
      statement.Effect === 'Allow' &&
      (namesService(statement, service) || namesEveryone(statement)) &&
      coversAction(statement, action) &&
      (isSourceTold ||
        conditionsOf(statement).every(({ key, ifExists }) => ifExists || !sourceKeys.has(key))),
  );
}
