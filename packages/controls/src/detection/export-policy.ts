import type { Observed } from '../model/observation.ts';
import type { PolicyDocument, PolicyStatement } from '../model/policy-document.ts';
import type { Verdict } from '../model/verdict.ts';
import { hasFixedAccount, sourceScopeOf } from '../policy/source-scope.ts';
import { coversAction, listOf, nameOfStatement, namesEveryone } from '../policy/statement.ts';
import { evidenceElsewhere, fail, pass } from '../verdicts.ts';

/** GuardDuty's principal; in opt-in Regions it acts under one of its own. */
const principal = /^guardduty(?:\.[a-z0-9-]+)?\.amazonaws\.com$/;

/**
 * Judges whether the statements that let GuardDuty export name for whom: the account and the detectors. Without either,
 * a stranger's GuardDuty could use the bucket or the key.
 *
 * @param action what the export needs, such as `s3:PutObject`
 */
export function servicesScoped(
  of: Observed & { readonly policy: unknown },
  policy: PolicyDocument | null,
  action: string,
  what: string,
): Verdict {
  const statements = policy?.Statement ?? [];
  const admitting = statements.filter(
    (statement) =>
      statement.Effect === 'Allow' && letsGuardDutyIn(statement) && coversAction(statement, action),
  );
  const found = evidenceElsewhere(of, 'policy', admitting);
  if (admitting.length === 0) return fail(`${what} does not let GuardDuty export (${action})`, found);
  const open = admitting.filter((statement) => !isScoped(statement));
  if (open.length === 0) return pass(found);
  const names = open.map((statement) => nameOfStatement(statement, statements.indexOf(statement)));
  return fail(
    `${what} lets GuardDuty in without aws:SourceAccount and aws:SourceArn of the detectors in ${names.join(', ')}`,
    found,
  );
}

function letsGuardDutyIn(statement: PolicyStatement): boolean {
  if (namesEveryone(statement)) return false;
  const { Principal } = statement;
  return (
    typeof Principal === 'object' && listOf(Principal.Service).some((service) => principal.test(service))
  );
}

function isScoped(statement: PolicyStatement): boolean {
  const { arns, accountIds } = sourceScopeOf(statement);
  return (
    accountIds.length > 0 &&
    accountIds.every((id) => /^\d{12}$/.test(id)) &&
    arns.length > 0 &&
    arns.every((arn) => hasFixedAccount(arn) && arn.includes(':guardduty:'))
  );
}

/** Tells a policy of a bucket that takes exported findings. */
export function takesFindings({ Statement }: PolicyDocument): boolean {
  return Statement.some(
    (statement) =>
      statement.Effect === 'Allow' && letsGuardDutyIn(statement) && coversAction(statement, 's3:PutObject'),
  );
}
