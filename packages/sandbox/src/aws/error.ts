/** An error with AWS's code, as its SDKs read it; the gateway writes it in the service's protocol. */
export class AwsError extends Error {
  readonly code: string;
  /** HTTP status, AWS's own for the code. */
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
  }
}
