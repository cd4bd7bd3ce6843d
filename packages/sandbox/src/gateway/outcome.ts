import type { Call } from '../aws/call.ts';
import { AwsError } from '../aws/error.ts';
import { readError, readResponse } from '../protocol/codec.ts';
import type { HttpResponse } from '../protocol/message.ts';
import type { Operation, Protocol, ServiceModel } from '../protocol/model.ts';
import { RawAnswer } from './moto-calls.ts';
import { isRead } from './operations.ts';

type Values = Record<string, unknown>;

/** The error that was answered, if one was. @throws AwsError where moto has no such operation, or failed in it. */
export function failureOf(answer: Values | RawAnswer, call: Call, protocol: Protocol): AwsError | undefined {
  if (!(answer instanceof RawAnswer) || answer.response.status < 400) return undefined;
  const { response } = answer;
  const asked = `${call.service}:${call.operation}`;
  if (response.status === 501 || (response.status === 404 && isPage(response)))
    throw new AwsError('NotImplemented', `The sandbox does not have ${asked}`, 501);
  if (isPage(response))
    throw new AwsError('InternalFailure', `The sandbox failed at ${asked}: a fault of moto's`, 500);
  return readError(protocol, response);
}

/** What was answered, read only where it is a small document: bodies of objects are not kept. */
export function lazyOutput(
  answer: Values | RawAnswer,
  model: ServiceModel,
  operation: Operation,
  protocol: Protocol,
): Values | undefined {
  if (!(answer instanceof RawAnswer)) return answer;
  if (isRead(operation.name)) return undefined;
  try {
    return readResponse(model, operation, protocol, answer.response);
  } catch {
    return undefined;
  }
}

/** Whether moto answered with a page of its web framework, as it does to what it has no path for, and where it fails. */
function isPage({ body }: HttpResponse): boolean {
  return /<!doctype html>|^Internal Server Error/i.test(body.toString('utf8', 0, 200));
}
