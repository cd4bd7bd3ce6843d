/** What can go wrong between a client and AWS. */
export const awsFaults = [
  /** AWS asks for fewer calls. */ 'throttled',
  /** AWS fails. */ 'failed',
  /** The session has ended, as AWS says. */ 'expired',
  /** Nobody answers for a while, and the call is never made. */ 'unanswered',
  /** The call is made, and its answer is lost. */ 'lost',
  /** The call is made, and its answer breaks off. */ 'half',
  /** The call is made, and its answer comes byte for byte. */ 'slow',
] as const;
export type AwsFault = (typeof awsFaults)[number];

/** An answer of AWS. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers that say why, by fault: status, and code where the protocol has no other. */
const refusals = {
  throttled: {
    status: 400,
    code: 'Throttling',
    json: 'ThrottlingException',
    s3: { status: 503, code: 'SlowDown' },
  },
  failed: {
    status: 500,
    code: 'InternalFailure',
    json: 'InternalServerException',
    s3: { status: 500, code: 'InternalError' },
  },
  expired: {
    status: 403,
    code: 'ExpiredToken',
    json: 'ExpiredTokenException',
    s3: { status: 400, code: 'ExpiredToken' },
  },
} as const;

/** The faults that AWS itself answers. */
export const isRefusal = (fault: AwsFault): fault is keyof typeof refusals => Object.hasOwn(refusals, fault);

/**
 * The answer by which AWS tells of a fault, in the protocol of the call.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html,
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and the protocols of https://smithy.io/2.0/aws/protocols/
 */
export function refusal(fault: keyof typeof refusals, headers: Readonly<Record<string, string>>): Answer {
  const { status, code, json, s3 } = refusals[fault];
  const message = 'injected by a campaign';
  const requestId = '00000000-0000-4000-8000-000000000000';
  const sent = headers['content-type'] ?? '';
  if (headers['x-amz-target'] !== undefined)
    return {
      // The JSON protocols answer all faults of the caller with 400.
      status: status < 500 ? 400 : status,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': json },
      body: JSON.stringify({ __type: json, message }),
    };
  if (sent.startsWith('application/x-www-form-urlencoded'))
    return {
      status,
      headers: { 'content-type': 'text/xml' },
      body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
    };
  if (/\/(s3|s3control)\/aws4_request/.test(headers.authorization ?? ''))
    return {
      status: s3.status,
      headers: { 'content-type': 'application/xml' },
      body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${s3.code}</Code><Message>${message}</Message><RequestId>${requestId}</RequestId></Error>`,
    };
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': json },
    body: JSON.stringify({ message }),
  };
}
