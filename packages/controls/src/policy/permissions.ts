import type { PolicyDocument, PolicyStatement } from '../model/policy-document.ts';
import { patternsMeet } from './pattern-overlap.ts';
import { conditionsOf, coversAction, coversResource, listOf } from './statement.ts';

/** An action on something that it might be done to. */
export interface PossibleAction {
  readonly action: string;
  /** ARN or pattern of what it is about; `*` for anything at all. */
  readonly resource: string;
}

/** How an identity would ask: with a second factor, or without. */
export type Asking = 'any' | 'without-mfa';

/**
 * Tells whether policies of an identity together let it do something to any resource of a pattern. A condition on an
 * Allow is taken to be met, but for a second factor where it asks without; a Deny counts where no other condition
 * narrows it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function permits(
  documents: readonly PolicyDocument[],
  asked: PossibleAction,
  asking: Asking = 'any',
): boolean {
  const statements = documents.flatMap(({ Statement }) => Statement);
  return (
    statements.some((statement) => allows(statement, asked, asking)) &&
    !statements.some((statement) => refuses(statement, asked, asking))
  );
}

/** Tells whether policies of an identity deny something outright, whatever else allows it. */
export function forbids(
  documents: readonly PolicyDocument[],
  asked: PossibleAction,
  asking: Asking = 'any',
): boolean {
  return documents.some(({ Statement }) => Statement.some((statement) => refuses(statement, asked, asking)));
}

function allows(statement: PolicyStatement, { action, resource }: PossibleAction, asking: Asking): boolean {
  return (
    statement.Effect === 'Allow' &&
    coversAction(statement, action) &&
    reaches(statement, resource) &&
    (asking === 'any' || !asksForSecondFactor(statement))
  );
}

/** What `NotResource` leaves out may or may not be all that is asked about: taken to reach it. */
function reaches({ Resource, NotResource }: PolicyStatement, pattern: string): boolean {
  if (pattern === '*' || NotResource !== undefined) return true;
  return listOf(Resource).some((resource) => patternsMeet(resource, pattern));
}

function refuses(statement: PolicyStatement, { action, resource }: PossibleAction, asking: Asking): boolean {
  return (
    statement.Effect === 'Deny' &&
    coversAction(statement, action) &&
    coversResource(statement, resource) &&
    conditionsOf(statement).every(
      ({ key, operator, values, ifExists, set }) =>
        asking === 'without-mfa' &&
        key === 'aws:multifactorauthpresent' &&
        operator === 'Bool' &&
        ifExists &&
        set === null &&
        values.every((value) => value.toLowerCase() === 'false'),
    )
  );
}

/** Tells a statement that holds with a second factor only. */
export function asksForSecondFactor(statement: PolicyStatement): boolean {
  return conditionsOf(statement).some(
    ({ key, operator, values, ifExists, set }) =>
      set === null &&
      !ifExists &&
      ((key === 'aws:multifactorauthpresent' &&
        operator === 'Bool' &&
        values.every((value) => value.toLowerCase() === 'true')) ||
        (key === 'aws:multifactorauthage' && operator.startsWith('NumericLessThan'))),
  );
}
