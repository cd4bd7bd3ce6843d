/**
 * Names of resources: `urn:pulumi:<stack>::<project>::<parent types$type>::<name>`.
 */

/** Type of the resource every stack has at its root. */
export const rootStackType = 'pulumi:pulumi:Stack';

const providerTypePrefix = 'pulumi:providers:';

/** The parts a URN is made of. */
export interface UrnParts {
  stack: string;
  project: string;
  /** Types from the outermost component to the resource, joined by `$`. */
  qualifiedType: string;
  name: string;
}

/** Takes a URN apart. Throws when it is none. */
export function parseUrn(urn: string): UrnParts {
  const match = /^urn:pulumi:([^:]*)::(.*?)::((?:(?!::).)+)::(.*)$/s.exec(urn);
  if (!match) throw new Error(`'${urn}' is not a URN (urn:pulumi:<stack>::<project>::<type>::<name>)`);
  const [, stack = '', project = '', qualifiedType = '', name = ''] = match;
  return { stack, project, qualifiedType, name };
}

/** Puts a URN together; the root stack's type is left out of its children's qualified types. */
export function makeUrn(
  stack: string,
  project: string,
  parentUrn: string,
  type: string,
  name: string,
): string {
  const parentType = parentUrn ? parseUrn(parentUrn).qualifiedType : '';
  const qualified = parentType && parentType !== rootStackType ? `${parentType}$${type}` : type;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

/** Type of a resource without the types of its parents. */
export const typeOfUrn = (urn: string): string => parseUrn(urn).qualifiedType.split('$').at(-1) ?? '';

/** Name of a resource, as its program gave it. */
export const nameOfUrn = (urn: string): string => parseUrn(urn).name;

/** Whether a type token names a provider, e.g. `pulumi:providers:aws`. */
export const isProviderType = (type: string): boolean => type.startsWith(providerTypePrefix);

/** Package a provider type serves: `aws` of `pulumi:providers:aws`. */
export const packageOfProviderType = (type: string): string => type.slice(providerTypePrefix.length);

/** Package a resource or function token belongs to: `aws` of `aws:s3/bucket:Bucket`. */
export function packageOfToken(token: string): string {
  const parts = token.split(':');
  if (parts.length !== 3) {
    throw new Error(`'${token}' is not a token of the form package:module:member`);
  }
  return parts[0] ?? '';
}

/** Type token of the provider that serves a package. */
export const providerTypeOf = (packageName: string): string => `${providerTypePrefix}${packageName}`;

/** Whether a provider was made by the engine because resources named none. */
export const isDefaultProviderUrn = (urn: string): boolean =>
  isProviderType(typeOfUrn(urn)) && /^default(_|$)/.test(nameOfUrn(urn));

/** A provider as resources refer to it: `<urn>::<id>`. */
export interface ProviderReference {
  urn: string;
  id: string;
}

/** Takes a provider reference apart. Throws when it is none. */
export function parseProviderReference(reference: string): ProviderReference {
  const at = reference.lastIndexOf('::');
  if (at < 0) throw new Error(`'${reference}' is not a provider reference (<urn>::<id>)`);
  return { urn: reference.slice(0, at), id: reference.slice(at + 2) };
}

/** URN of the provider a resource's reference names; empty for none. */
export const providerUrnOf = (reference: string | undefined): string =>
  reference ? parseProviderReference(reference).urn : '';
