import type { Estate } from '../model/estate.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import type { Verdict } from '../model/verdict.ts';
import { conditionsOf, coversAction } from '../policy/statement.ts';
import { decide, evidenceElsewhere, fail, pass, unknown } from '../verdicts.ts';
import { parseArn } from './arn.ts';

/** Judges whether a role can only be taken with a second factor, whoever takes it. */
export function judgeMfaTrust(roleArn: string, estate: Estate): Verdict {
  const { accountId, resource } = parseArn(roleArn) ?? {};
  const account = estate.access.items.find((access) => access.accountId === accountId);
  const role = account?.identities.items.find(
    ({ kind, name }) => kind === 'role' && name === resource?.split('/').at(-1),
  );
  if (role === undefined) {
    const complete = account === undefined ? estate.access.complete : account.identities.complete;
    return complete === true
      ? fail(`${roleArn} does not exist, so that whoever creates it decides who may take it`)
      : unknown(`whether ${roleArn} takes MFA is not known`, complete);
  }
  return decide(role.trust, `the trust policy of ${roleArn}`, (trust) =>
    trust !== null && asksForMfa(trust)
      ? pass(evidenceElsewhere(role, 'trust'))
      : fail(`${roleArn} may be taken without MFA`, evidenceElsewhere(role, 'trust')),
  );
}

/** Tells whether each statement that lets anyone take a role asks for a second factor. */
export function asksForMfa({ Statement }: PolicyDocument): boolean {
  return Statement.filter(
    (statement) => statement.Effect === 'Allow' && coversAction(statement, 'sts:AssumeRole'),
  ).every((statement) =>
    conditionsOf(statement).some(
      ({ key, operator, values, ifExists, set }) =>
        key === 'aws:multifactorauthpresent' &&
        operator === 'Bool' &&
        !ifExists &&
        set === null &&
        values.every((value) => value.toLowerCase() === 'true'),
    ),
  );
}
