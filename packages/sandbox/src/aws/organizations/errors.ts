import { AwsError } from '../error.ts';

/** Errors of the Organizations API: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html */
export function failure(code: string, message: string): AwsError {
  return new AwsError(code, message);
}

export const notFound = {
  account: () => failure('AccountNotFoundException', "You specified an account that doesn't exist."),
  unit: () =>
    failure(
      'OrganizationalUnitNotFoundException',
      "You specified an organizational unit that doesn't exist.",
    ),
  parent: () => failure('ParentNotFoundException', "You specified a parent that doesn't exist."),
  policy: () => failure('PolicyNotFoundException', "You specified a policy that doesn't exist."),
  root: () => failure('RootNotFoundException', "You specified a root that doesn't exist."),
  target: () => failure('TargetNotFoundException', "You specified a target that doesn't exist."),
  child: () => failure('ChildNotFoundException', "You specified a child that doesn't exist."),
};

/** A limit or rule of the organization; `reason` as the API's `ConstraintViolationExceptionReason`. */
export function constraint(reason: string, message: string): AwsError {
  return new AwsError('ConstraintViolationException', message, 400, { Reason: reason });
}

export function invalidInput(message: string): AwsError {
  return failure('InvalidInputException', message);
}
