import { randomUUID } from 'node:crypto';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { Service } from '../service.ts';
import { findFunction, type LambdaFunction, type LambdaState, type Statement } from './state.ts';

/**
 * Resource policies of functions: who else may call them.
 * https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
export const permissionOperations: Service['operations'] = {
  AddPermission: (call, sandbox) => {
    const found = findFunction(call, sandbox);
    const statement = statementOf(call, found);
    if (found.statements.some(({ Sid }) => Sid === statement.Sid)) {
      throw new AwsError(
        'ResourceConflictException',
        `The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
        409,
      );
    }
    found.statements.push(statement);
    found.revision = randomUUID();
    return { Statement: JSON.stringify(statement) };
  },
  RemovePermission: (call, sandbox) => {
    const found = findFunction(call, sandbox);
    const at = found.statements.findIndex(({ Sid }) => Sid === call.input.StatementId);
    if (at < 0)
      throw noPolicy(`Statement ${String(call.input.StatementId)} is not found in resource policy.`);
    found.statements.splice(at, 1);
    return {};
  },
  GetPolicy: (call, sandbox) => {
    const found = findFunction(call, sandbox);
    const policy = policyOf(found);
    if (policy === undefined) throw noPolicy('The resource you requested does not exist.');
    return { Policy: policy, RevisionId: found.revision };
  },
};

const noPolicy = (message: string) => new AwsError('ResourceNotFoundException', message, 404);

/** Resource policy of a function, for the decision about a call. */
export function functionPolicy(functions: LambdaState, arn: string): string | undefined {
  const found = functions[arn.split(':').slice(0, 7).join(':')];
  return found && policyOf(found);
}

function policyOf({ statements }: LambdaFunction): string | undefined {
  if (statements.length === 0) return undefined;
  return JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements });
}

function statementOf({ input }: Call, { arn }: LambdaFunction): Statement {
  const {
    StatementId: sid = '',
    Action: action = '',
    Principal: principal = '',
    SourceArn: sourceArn,
    SourceAccount: sourceAccount,
    PrincipalOrgID: organization,
  } = input as Record<string, string | undefined>;
  if (!/^lambda:[A-Za-z*]+$|^\*$/.test(action)) {
    throw new AwsError('ValidationException', `Value '${action}' at 'action' failed to satisfy constraint`);
  }
  const isService = /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(principal);
  if (!isService && principal !== '*' && !/^(\d{12}|arn:[^:]+:iam::\d{12}:.+)$/.test(principal)) {
    throw new AwsError(
      'InvalidParameterValueException',
      `The provided principal was invalid. Please check the principal and try again.`,
    );
  }
  const equals = {
    ...(sourceAccount === undefined ? {} : { 'AWS:SourceAccount': sourceAccount }),
    ...(organization === undefined ? {} : { 'aws:PrincipalOrgID': organization }),
  };
  const condition = {
    ...(Object.keys(equals).length === 0 ? {} : { StringEquals: equals }),
    ...(sourceArn === undefined ? {} : { ArnLike: { 'AWS:SourceArn': sourceArn } }),
  };
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal:
      principal === '*' ? '*' : isService ? { Service: principal } : { AWS: accountPrincipal(principal) },
    Action: action,
    Resource: arn,
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}

const accountPrincipal = (principal: string) =>
  /^\d{12}$/.test(principal) ? `arn:aws:iam::${principal}:root` : principal;
