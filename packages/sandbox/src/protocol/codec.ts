import { AwsError } from '../aws/error.ts';
import { fromJson, toJson } from './json.ts';
import { type HttpRequest, type HttpResponse, splitUrl } from './message.ts';
import { type Operation, type Protocol, resolve, type ServiceModel, type Shape } from './model.ts';
import { fromForm, toForm } from './query.ts';
import {
  declaration,
  readBody,
  readHeaders,
  readQuery,
  writeBody,
  writeHeaders,
  writeTarget,
} from './rest.ts';
import { findRoute } from './route.ts';
import {
  childrenOf,
  escapeXml,
  parseXml,
  structureFromXml,
  structureToXml,
  textOf,
  type XmlNode,
} from './xml.ts';

type Values = Record<string, unknown>;

/** Reads the parameters of a request. Throws `AwsError` (`SerializationException`, `MalformedXML`) on a broken body. */
export function readRequest(
  model: ServiceModel,
  operation: Operation,
  protocol: Protocol,
  request: HttpRequest,
): Values {
  if (!operation.input) return {};
  const shape = resolve(model, operation.input);
  try {
    if (protocol === 'json') {
      const text = request.body.toString('utf8');
      return fromJson(model, operation.input, text === '' ? {} : JSON.parse(text)) as Values;
    }
    const { path, query } = splitUrl(request.url);
    if (protocol === 'query' || protocol === 'ec2') {
      const form = new Map([...query, ...new URLSearchParams(request.body.toString('utf8'))]);
      return fromForm(model, operation.input, form, { ec2: protocol === 'ec2' });
    }
    const value: Values = {};
    const labels = findRoute(model, request.method, path, query, request.headers)?.labels ?? {};
    for (const [name, member] of Object.entries(shape.members ?? {})) {
      if (member.location === 'uri') value[name] = labels[member.locationName ?? name];
    }
    readQuery(model, shape, query, value);
    readHeaders(model, shape, request.headers, value);
    readBody(model, shape, request, value, protocol === 'rest-json' ? 'json' : 'xml');
    return value;
  } catch (error) {
    if (error instanceof AwsError) throw error;
    const code =
      protocol === 'rest-xml'
        ? 'MalformedXML'
        : protocol === 'json' || protocol === 'rest-json'
          ? 'SerializationException'
          : 'MalformedInput';
    throw new AwsError(code, `The body of ${operation.name} cannot be read: ${(error as Error).message}`);
  }
}

/** Writes a request as an SDK would, without its signature. */
export function writeRequest(
  model: ServiceModel,
  operation: Operation,
  protocol: Protocol,
  input: Values,
): HttpRequest {
  const shape = operation.input ? resolve(model, operation.input) : undefined;
  const { metadata } = model;
  if (protocol === 'json') {
    return {
      method: 'POST',
      url: '/',
      headers: {
        'content-type': `application/x-amz-json-${metadata.jsonVersion ?? '1.0'}`,
        'x-amz-target': `${metadata.targetPrefix}.${operation.name}`,
      },
      body: Buffer.from(JSON.stringify(operation.input ? toJson(model, operation.input, input) : {})),
    };
  }
  if (protocol === 'query' || protocol === 'ec2') {
    const form = operation.input
      ? toForm(model, operation.input, input, { ec2: protocol === 'ec2' })
      : new Map<string, string>();
    const fields = new URLSearchParams([
      ['Action', operation.name],
      ['Version', metadata.apiVersion],
      ...form,
    ]);
    return {
      method: 'POST',
      url: '/',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: Buffer.from(fields.toString()),
    };
  }
  const format = protocol === 'rest-json' ? 'json' : 'xml';
  const url = writeTarget(model, operation, shape, input);
  if (!shape) return { method: operation.http.method, url, headers: {}, body: Buffer.alloc(0) };
  const { body, contentType } = writeBody(
    model,
    shape,
    input,
    format,
    operation.input?.locationName ?? operation.name,
  );
  const headers = writeHeaders(model, shape, input);
  if (contentType && body.length > 0) headers['content-type'] ??= contentType;
  return { method: operation.http.method, url, headers, body };
}

/** Writes the answer of an operation. */
export function writeResponse(
  model: ServiceModel,
  operation: Operation,
  protocol: Protocol,
  output: Values,
  requestId: string,
): HttpResponse {
  const status = operation.http.responseCode ?? 200;
  const shape = operation.output ? resolve(model, operation.output) : undefined;
  const headers: Record<string, string> = { 'x-amzn-requestid': requestId };
  if (protocol === 'json') {
    headers['content-type'] = `application/x-amz-json-${model.metadata.jsonVersion ?? '1.0'}`;
    const json = operation.output ? toJson(model, operation.output, output) : {};
    return { status, headers, body: Buffer.from(JSON.stringify(json)) };
  }
  if (protocol === 'query' || protocol === 'ec2') {
    headers['content-type'] = 'text/xml';
    const children = shape ? structureToXml(model, shape, output).children : '';
    return {
      status,
      headers,
      body: Buffer.from(declaration + wrapQueryAnswer(model, operation, protocol, children, requestId)),
    };
  }
  if (protocol === 'rest-xml') headers['x-amz-request-id'] = requestId;
  if (!shape) return { status, headers, body: Buffer.alloc(0) };
  const { body, contentType } = writeBody(
    model,
    shape,
    output,
    protocol === 'rest-json' ? 'json' : 'xml',
    operation.output?.locationName ?? operation.output?.shape ?? operation.name,
  );
  if (contentType) headers['content-type'] = contentType;
  Object.assign(headers, writeHeaders(model, shape, output));
  const statusMember = Object.entries(shape.members ?? {}).find(
    ([, member]) => member.location === 'statusCode',
  );
  const given = statusMember ? output[statusMember[0]] : undefined;
  return { status: typeof given === 'number' ? given : status, headers, body };
}

function wrapQueryAnswer(
  model: ServiceModel,
  operation: Operation,
  protocol: Protocol,
  children: string,
  requestId: string,
): string {
  const root = `${operation.name}Response`;
  if (protocol === 'ec2') {
    const namespace = `http://ec2.amazonaws.com/doc/${model.metadata.apiVersion}/`;
    return `<${root} xmlns="${namespace}"><requestId>${requestId}</requestId>${children}</${root}>`;
  }
  const wrapper = operation.output?.resultWrapper;
  const result = wrapper ? `<${wrapper}>${children}</${wrapper}>` : children;
  const namespace = model.metadata.xmlNamespace ?? '';
  return `<${root} xmlns="${escapeXml(namespace)}">${result}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${root}>`;
}

/** Reads an answer. Throws the `AwsError` that an answer of 300 or more tells. */
export function readResponse(
  model: ServiceModel,
  operation: Operation,
  protocol: Protocol,
  response: HttpResponse,
): Values {
  if (response.status >= 300) throw readError(protocol, response);
  if (!operation.output) return {};
  const shape = resolve(model, operation.output);
  if (protocol === 'json') {
    const text = response.body.toString('utf8');
    return fromJson(model, operation.output, text === '' ? {} : JSON.parse(text)) as Values;
  }
  if (protocol === 'query' || protocol === 'ec2') {
    const { node } = parseXml(response.body.toString('utf8'));
    const wrapper = operation.output.resultWrapper;
    return structureFromXml(
      model,
      shape,
      wrapper && protocol === 'query' ? (childrenOf(node, wrapper)[0] ?? '') : node,
    );
  }
  const value: Values = {};
  readHeaders(model, shape, response.headers, value);
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    if (member.location === 'statusCode') value[name] = response.status;
  }
  if (protocol === 'rest-xml' && operation.name === 'GetBucketLocation') {
    // Alone in S3: the answer's root element is the value. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
    value.LocationConstraint = textOf(parseXml(response.body.toString('utf8')).node) || undefined;
    return value;
  }
  readBody(model, shape, response, value, protocol === 'rest-json' ? 'json' : 'xml');
  return value;
}

/** Reads an error answer of any protocol. */
export function readError(protocol: Protocol, response: HttpResponse): AwsError {
  const text = response.body.toString('utf8');
  const { status } = response;
  try {
    if (protocol === 'json' || protocol === 'rest-json') {
      const body = (text === '' ? {} : JSON.parse(text)) as Values;
      const type =
        response.headers['x-amzn-errortype'] ?? body.__type ?? body.code ?? body.Code ?? `${status}`;
      const code = String(type).split(':')[0]?.split('#').at(-1) ?? '';
      return new AwsError(code, String(body.message ?? body.Message ?? ''), status);
    }
    if (text !== '') {
      const error = findError(parseXml(text).node);
      const child = (name: string) => textOf(childrenOf(error, name)[0] ?? '');
      return new AwsError(child('Code') || `${status}`, child('Message'), status);
    }
  } catch {
    // An HTML page of the backend: told below by its status.
  }
  return new AwsError(
    status === 404 ? 'NotFound' : status === 403 ? 'Forbidden' : 'InternalFailure',
    text.slice(0, 200),
    status,
  );
}

function findError(node: XmlNode): XmlNode {
  if (childrenOf(node, 'Code').length > 0) return node;
  const inner = childrenOf(node, 'Error')[0] ?? childrenOf(node, 'Errors')[0];
  return inner === undefined ? node : findError(inner);
}

/** Writes an error with the status that the model gives its code, or the error's own. */
export function writeError(
  model: ServiceModel,
  operation: Operation | undefined,
  protocol: Protocol,
  error: AwsError,
  requestId: string,
): HttpResponse {
  const modelled = findModelled(model, operation, error.code);
  const status = error.status !== 400 ? error.status : (modelled?.error?.httpStatusCode ?? 400);
  const headers: Record<string, string> = { 'x-amzn-requestid': requestId };
  const sender = status < 500 ? 'Sender' : 'Receiver';
  const { code, message } = error;
  if (protocol === 'json' || protocol === 'rest-json') {
    headers['content-type'] =
      protocol === 'json'
        ? `application/x-amz-json-${model.metadata.jsonVersion ?? '1.0'}`
        : 'application/json';
    headers['x-amzn-errortype'] = code;
    if (model.metadata.awsQueryCompatible) headers['x-amzn-query-error'] = `${code};${sender}`;
    const name = Object.entries(modelled?.members ?? {}).find(([key]) => key.toLowerCase() === 'message');
    const body = {
      __type: code,
      ...error.members,
      [name?.[1].locationName ?? name?.[0] ?? 'message']: message,
    };
    return { status, headers, body: Buffer.from(JSON.stringify(body)) };
  }
  const inner = `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`;
  headers['content-type'] = protocol === 'rest-xml' ? 'application/xml' : 'text/xml';
  let text: string;
  if (protocol === 'ec2') {
    text = `<Response><Errors><Error>${inner}</Error></Errors><RequestID>${requestId}</RequestID></Response>`;
  } else if (protocol === 'rest-xml' && model.metadata.serviceId === 'S3') {
    headers['x-amz-request-id'] = requestId;
    text = `<Error>${inner}<RequestId>${requestId}</RequestId></Error>`;
  } else {
    text = `<ErrorResponse xmlns="${escapeXml(model.metadata.xmlNamespace ?? '')}"><Error><Type>${sender}</Type>${inner}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
  }
  return { status, headers, body: Buffer.from(declaration + text) };
}

function findModelled(
  model: ServiceModel,
  operation: Operation | undefined,
  code: string,
): Shape | undefined {
  for (const { shape: name } of operation?.errors ?? []) {
    const shape = model.shapes[name];
    if (name === code || shape?.error?.code === code) return shape;
  }
  return undefined;
}
