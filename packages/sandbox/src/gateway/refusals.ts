import { AwsError } from '../aws/error.ts';
import type { Decision } from '../iam/request.ts';
import type { Protocol, ServiceModel } from '../protocol/model.ts';

/** Each service's own code for a refusal. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export function denied(model: ServiceModel, protocol: Protocol, decision: Decision): AwsError {
  if (protocol === 'ec2')
    return new AwsError(
      'UnauthorizedOperation',
      `You are not authorized to perform this operation. ${decision.message}`,
      403,
    );
  const { serviceId } = model.metadata;
  if (serviceId === 'SNS') return new AwsError('AuthorizationError', decision.message, 403);
  // A JSON protocol that uses the path also uses HTTP's status: botocore's models of Account and GuardDuty say 403.
  if (protocol === 'json') return new AwsError('AccessDeniedException', decision.message, 400);
  const code = protocol === 'rest-json' ? 'AccessDeniedException' : 'AccessDenied';
  return new AwsError(code, decision.message, 403);
}

/** The error for a fault of the sandbox itself, which is told as a warning too. */
export function internalError(error: unknown, what: string): AwsError {
  process.emitWarning(`The sandbox failed at ${what}: ${(error as Error).stack ?? String(error)}`);
  return new AwsError('InternalFailure', `The sandbox failed at ${what}: ${(error as Error).message}`, 500);
}
