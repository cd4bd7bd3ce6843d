/** An error with AWS's code, as its SDKs read it; the gateway writes it in the service's protocol. */
export class AwsError extends Error {
  readonly code: string;
  /** HTTP status, AWS's own for the code. */
  readonly status: number;
  /** Further members of the error's shape, such as `Reason`; JSON protocols carry them. */
  readonly members: Readonly<Record<string, string>>;

  constructor(code: string, message: string, status = 400, members: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
    this.members = members;
  }
}
