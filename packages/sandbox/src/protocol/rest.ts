import { fromJson, toJson } from './json.ts';
import { type Operation, type Resolved, resolve, type ServiceModel, type ShapeReference } from './model.ts';
import { readScalar, writeScalar } from './scalar.ts';
import { fromXml, parseXml, structureFromXml, toXml } from './xml.ts';
import type { HttpMessage } from './message.ts';

/** How the bodies of a REST protocol are written. */
export type BodyFormat = 'json' | 'xml';

/** Members that stand in headers, read into `value`. Header names are lower case. */
export function readHeaders(
  model: ServiceModel,
  shape: Resolved,
  headers: Readonly<Record<string, string>>,
  value: Record<string, unknown>,
): void {
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    if (member.location === 'header') {
      const text = headers[(member.locationName ?? name).toLowerCase()];
      if (text !== undefined) value[name] = readHeader(model, member, text);
    } else if (member.location === 'headers') {
      const prefix = (member.locationName ?? '').toLowerCase();
      const found = Object.entries(headers).filter(([key]) => key.startsWith(prefix));
      if (found.length > 0)
        value[name] = Object.fromEntries(found.map(([key, text]) => [key.slice(prefix.length), text]));
    }
  }
}

function readHeader(model: ServiceModel, member: ShapeReference, text: string): unknown {
  const shape = resolve(model, member);
  if (shape.jsonvalue) return JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
  if (shape.type === 'list') {
    return text
      .split(',')
      .map((item) => readScalar(resolve(model, shape.member as ShapeReference), item.trim()));
  }
  return readScalar(shape, text);
}

/** Members of `value` that stand in headers, written. */
export function writeHeaders(
  model: ServiceModel,
  shape: Resolved,
  value: Record<string, unknown>,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const item = value[name];
    if (item === undefined || item === null) continue;
    if (member.location === 'header') {
      const resolved = resolve(model, member);
      headers[(member.locationName ?? name).toLowerCase()] = resolved.jsonvalue
        ? Buffer.from(JSON.stringify(item)).toString('base64')
        : Array.isArray(item)
          ? item.join(',')
          : writeScalar(resolved, item, 'rfc822');
    } else if (member.location === 'headers') {
      for (const [key, text] of Object.entries(item))
        headers[`${member.locationName ?? ''}${key}`.toLowerCase()] = String(text);
    }
  }
  return headers;
}

/** Members that stand in the query, read into `value`. */
export function readQuery(
  model: ServiceModel,
  shape: Resolved,
  query: URLSearchParams,
  value: Record<string, unknown>,
): void {
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    if (member.location !== 'querystring') continue;
    const key = member.locationName ?? name;
    const resolved = resolve(model, member);
    if (resolved.type === 'map') {
      const known = new Set(Object.values(shape.members ?? {}).map((other) => other.locationName));
      value[name] = Object.fromEntries([...query].filter(([other]) => !known.has(other)));
    } else if (query.has(key)) {
      value[name] =
        resolved.type === 'list'
          ? query
              .getAll(key)
              .map((text) => readScalar(resolve(model, resolved.member as ShapeReference), text))
          : readScalar(resolved, query.get(key) ?? '');
    }
  }
}

/** Method, path and query of an operation for `value`. */
export function writeTarget(
  model: ServiceModel,
  operation: Operation,
  shape: Resolved | undefined,
  value: Record<string, unknown>,
): string {
  let [path = '/', literalQuery = ''] = operation.http.requestUri.split('?');
  const query = new URLSearchParams();
  for (const part of literalQuery.split('&').filter((text) => text !== '')) {
    const [key = '', text = ''] = part.split('=');
    query.append(key, text);
  }
  for (const [name, member] of Object.entries(shape?.members ?? {})) {
    const wire = member.locationName ?? name;
    const item = value[name];
    const resolved = resolve(model, member);
    if (member.location === 'uri') {
      if (item === undefined || item === null || item === '') {
        throw new TypeError(`${operation.name}: '${name}' is part of the path and must not be empty`);
      }
      const text = writeScalar(resolved, item, 'iso8601');
      path = path
        .replace(`{${wire}+}`, () => text.split('/').map(encodeURIComponent).join('/'))
        .replace(`{${wire}}`, () => encodeURIComponent(text));
    } else if (member.location === 'querystring' && item !== undefined && item !== null) {
      if (resolved.type === 'map')
        for (const [key, text] of Object.entries(item)) query.append(key, String(text));
      else if (resolved.type === 'list')
        for (const text of item as unknown[]) query.append(wire, String(text));
      else query.append(wire, writeScalar(resolved, item, 'iso8601'));
    }
  }
  const search = query.toString();
  return search === '' ? path : `${path}?${search}`;
}

/** Reads the body's part of a structure: its payload member, or the members without another location. */
export function readBody(
  model: ServiceModel,
  shape: Resolved,
  message: HttpMessage,
  value: Record<string, unknown>,
  format: BodyFormat,
): void {
  const { body } = message;
  if (shape.payload) {
    const member = shape.members?.[shape.payload];
    if (!member) return;
    const payload = resolve(model, member);
    if (payload.type === 'blob') value[shape.payload] = body;
    else if (payload.type === 'string') value[shape.payload] = body.toString('utf8');
    else if (payload.eventstream || body.length === 0) return;
    else if (format === 'json')
      value[shape.payload] = fromJson(model, member, JSON.parse(body.toString('utf8')));
    else value[shape.payload] = fromXml(model, member, parseXml(body.toString('utf8')).node);
    return;
  }
  if (body.length === 0 || !Object.values(shape.members ?? {}).some((member) => !member.location)) return;
  const read =
    format === 'json'
      ? fromJson(model, { shape: shape.shape }, JSON.parse(body.toString('utf8')))
      : structureFromXml(model, shape, parseXml(body.toString('utf8')).node);
  Object.assign(value, read);
}

/** Writes the body's part of a structure. `root` names the XML element. */
export function writeBody(
  model: ServiceModel,
  shape: Resolved,
  value: Record<string, unknown>,
  format: BodyFormat,
  root: string,
): { body: Buffer; contentType?: string } {
  const contentType = format === 'json' ? 'application/json' : 'application/xml';
  if (shape.payload) {
    const member = shape.members?.[shape.payload];
    const item = value[shape.payload];
    if (!member || item === undefined || item === null) return { body: Buffer.alloc(0) };
    const payload = resolve(model, member);
    if (payload.type === 'blob' || payload.type === 'string')
      return { body: Buffer.from(item as string | Uint8Array) };
    const text =
      format === 'json'
        ? JSON.stringify(toJson(model, member, item))
        : declaration +
          toXml(
            model,
            withNamespace(member, payload),
            item,
            member.locationName ?? payload.locationName ?? member.shape,
          );
    return { body: Buffer.from(text), contentType };
  }
  if (!Object.values(shape.members ?? {}).some((member) => !member.location))
    return { body: Buffer.alloc(0) };
  const text =
    format === 'json'
      ? JSON.stringify(toJson(model, { shape: shape.shape }, value))
      : declaration +
        toXml(model, withNamespace({ shape: shape.shape }, shape), value, shape.locationName ?? root);
  return { body: Buffer.from(text), contentType };
}

/** What every XML document starts with. */
export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

function withNamespace(reference: ShapeReference, shape: Resolved): ShapeReference {
  return shape.xmlNamespace ? { ...reference, xmlNamespace: shape.xmlNamespace } : reference;
}
