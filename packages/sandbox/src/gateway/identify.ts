import { AwsError } from '../aws/error.ts';
import { type HttpRequest, splitUrl } from '../protocol/message.ts';
import {
  type Operation,
  type Protocol,
  protocolOf,
  type ServiceModel,
  type ServiceModels,
} from '../protocol/model.ts';
import { findRoute } from '../protocol/route.ts';

/** A request with its place in the service models. */
export interface Identified {
  readonly service: string;
  readonly model: ServiceModel;
  readonly protocol: Protocol;
  readonly operation: Operation;
  /** The request, with a bucket in the host name moved to the path. */
  readonly request: HttpRequest;
}

/** The API that a signing name and path belong to: two services sign as `s3`. */
export function serviceOf(signingName: string, path: string): string {
  return signingName === 's3' && path.startsWith('/v20180820/') ? 's3control' : signingName;
}

/** The protocol that a request speaks, where a service has several. */
export function protocolOfRequest(model: ServiceModel, request: HttpRequest): Protocol {
  if (request.headers['x-amz-target'] !== undefined) return 'json';
  const form = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const listed = [model.metadata.protocol, ...(model.metadata.protocols ?? [])];
  if (listed.includes('ec2')) return 'ec2';
  if (listed.includes('query') && (form || splitUrl(request.url).query.has('Action'))) return 'query';
  return protocolOf(model);
}

/**
 * Finds the operation that a request calls.
 *
 * @throws AwsError `UnknownOperationException` when the service has no such operation, or the sandbox no such service.
 */
export function identify(models: ServiceModels, service: string, original: HttpRequest): Identified {
  const model = models.find(service);
  if (!model) throw new AwsError('UnknownOperationException', `The sandbox has no service '${service}'`, 404);
  const request = service === 's3' ? withBucketInPath(original) : withAccountHeader(service, original);
  const protocol = protocolOfRequest(model, request);
  const name = operationName(model, protocol, request);
  const operation = name === undefined ? undefined : model.operations[name];
  if (!operation) {
    const asked = name ?? `${request.method} ${splitUrl(request.url).path}`;
    const code = protocol === 'query' || protocol === 'ec2' ? 'InvalidAction' : 'UnknownOperationException';
    throw new AwsError(code, `${model.metadata.serviceId} has no operation ${asked}`, 404);
  }
  return { service, model, protocol, operation, request };
}

function operationName(model: ServiceModel, protocol: Protocol, request: HttpRequest): string | undefined {
  if (protocol === 'json') return request.headers['x-amz-target']?.split('.').at(-1);
  const { path, query } = splitUrl(request.url);
  if (protocol === 'query' || protocol === 'ec2') {
    return (
      query.get('Action') ?? new URLSearchParams(request.body.toString('utf8')).get('Action') ?? undefined
    );
  }
  return findRoute(model, request.method, path, query, request.headers)?.operation.name;
}

/** `bucket.localhost` -> `/bucket`. On an IP address, clients use the path by themselves. */
function withBucketInPath(request: HttpRequest): HttpRequest {
  const bucket = /^(.+)\.localhost(:\d+)?$/.exec(request.headers.host ?? '')?.[1];
  return bucket ? { ...request, url: `/${bucket}${request.url === '/' ? '' : request.url}` } : request;
}

/** Account-level S3 calls name the account in the host or in a header. */
function withAccountHeader(service: string, request: HttpRequest): HttpRequest {
  const account = /^(\d{12})\./.exec(request.headers.host ?? '')?.[1];
  if (service !== 's3control' || !account || request.headers['x-amz-account-id']) return request;
  return { ...request, headers: { ...request.headers, 'x-amz-account-id': account } };
}
