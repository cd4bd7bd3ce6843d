import { XMLParser } from 'fast-xml-parser';
import { type Resolved, resolve, type ServiceModel, type ShapeReference } from './model.ts';
import { readScalar, writeScalar } from './scalar.ts';

/** A parsed element: text, or children by name, with attributes as `@name` and text as `#text`. */
export type XmlNode = string | { readonly [name: string]: XmlNode | readonly XmlNode[] };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  removeNSPrefix: true,
  ignoreDeclaration: true,
  htmlEntities: true,
});

/** The root element of a document and its name. Throws `SyntaxError` on text that is no XML. */
export function parseXml(text: string): { name: string; node: XmlNode } {
  const document = parser.parse(text.trim(), true) as Record<string, XmlNode>;
  const [name, node] = Object.entries(document).find(([key]) => !/^[@#?]/.test(key)) ?? [];
  if (name === undefined || node === undefined) throw new SyntaxError('the document has no root element');
  return { name, node };
}

/** Escapes text for element content and attributes. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Writes a value as an element called `name`. */
export function toXml(model: ServiceModel, reference: ShapeReference, value: unknown, name: string): string {
  const shape = resolve(model, reference);
  const namespace = shape.xmlNamespace ? ` xmlns="${escapeXml(shape.xmlNamespace.uri)}"` : '';
  if (shape.type === 'structure') {
    const { attributes, children } = structureToXml(model, shape, value as Record<string, unknown>);
    return `<${name}${namespace}${attributes}>${children}</${name}>`;
  }
  if (shape.type === 'list') {
    const items = value as readonly unknown[];
    const member = shape.member as ShapeReference;
    if (shape.flattened) {
      const tag = member.locationName ?? name;
      return items.map((item) => toXml(model, member, item, tag)).join('');
    }
    const tag = member.locationName ?? 'member';
    return `<${name}${namespace}>${items.map((item) => toXml(model, member, item, tag)).join('')}</${name}>`;
  }
  if (shape.type === 'map') {
    const entries = Object.entries(value as object).map(([key, item]) => {
      const entry =
        toXml(model, shape.key as ShapeReference, key, shape.key?.locationName ?? 'key') +
        toXml(model, shape.value as ShapeReference, item, shape.value?.locationName ?? 'value');
      return shape.flattened ? `<${name}>${entry}</${name}>` : `<entry>${entry}</entry>`;
    });
    return shape.flattened ? entries.join('') : `<${name}>${entries.join('')}</${name}>`;
  }
  return `<${name}${namespace}>${escapeXml(writeScalar(shape, value, 'iso8601'))}</${name}>`;
}

/** Attributes and child elements of a structure; members with another location are left out. */
export function structureToXml(
  model: ServiceModel,
  shape: Resolved,
  value: Record<string, unknown>,
): { attributes: string; children: string } {
  let attributes = '';
  let children = '';
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const item = value[name];
    if (member.location || item === undefined || item === null) continue;
    const tag = member.locationName ?? name;
    if (member.xmlAttribute) {
      const [prefix] = tag.split(':');
      if (tag.includes(':')) attributes += ` xmlns:${prefix}="http://www.w3.org/2001/XMLSchema-instance"`;
      attributes += ` ${tag}="${escapeXml(String(item))}"`;
    } else {
      children += toXml(model, member, item, tag);
    }
  }
  return { attributes, children };
}

/** Reads an element (or, for flattened lists and maps, all elements of one name). */
export function fromXml(
  model: ServiceModel,
  reference: ShapeReference,
  node: XmlNode | readonly XmlNode[],
): unknown {
  const shape = resolve(model, reference);
  const nodes = asArray(node);
  const first = nodes[0] ?? '';
  if (shape.type === 'structure') return structureFromXml(model, shape, first);
  if (shape.type === 'list') {
    const items = shape.flattened ? nodes : childrenOf(first, shape.member?.locationName ?? 'member');
    return items.map((item) => fromXml(model, shape.member as ShapeReference, item));
  }
  if (shape.type === 'map') {
    const entries = shape.flattened ? nodes : childrenOf(first, 'entry');
    return Object.fromEntries(
      entries.map((entry) => [
        textOf(childrenOf(entry, shape.key?.locationName ?? 'key')[0] ?? ''),
        fromXml(
          model,
          shape.value as ShapeReference,
          childrenOf(entry, shape.value?.locationName ?? 'value'),
        ),
      ]),
    );
  }
  return readScalar(shape, textOf(first));
}

/** Reads the members of a structure from the children and attributes of an element. */
export function structureFromXml(
  model: ServiceModel,
  shape: Resolved,
  node: XmlNode,
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    if (member.location) continue;
    const resolved = resolve(model, member);
    const flatName = resolved.flattened ? resolved.member?.locationName : undefined;
    const tag = flatName ?? member.locationName ?? name;
    // Attributes lose their namespace prefix when parsed (`xsi:type` -> `@type`).
    const found = member.xmlAttribute ? childrenOf(node, `@${tag.split(':').at(-1)}`) : childrenOf(node, tag);
    if (found.length > 0) value[name] = fromXml(model, member, found);
  }
  return value;
}

/** Children of one name; none for a text node. */
export function childrenOf(node: XmlNode, name: string): readonly XmlNode[] {
  if (typeof node === 'string' || node[name] === undefined) return [];
  return asArray(node[name]);
}

/** Text of an element without children. */
export function textOf(node: XmlNode): string {
  if (typeof node === 'string') return node;
  const text = node['#text'];
  return typeof text === 'string' ? text : '';
}

function asArray(node: XmlNode | readonly XmlNode[]): readonly XmlNode[] {
  return Array.isArray(node) ? node : [node as XmlNode];
}
