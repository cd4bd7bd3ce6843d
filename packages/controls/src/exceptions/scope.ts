import { matchesPattern } from '../policy/wildcard.ts';
import type { ExceptionScope, ScopedThing } from './exception.ts';

/** Tells whether an exception's scope takes in a thing. A part of the scope that the thing does not tell does not fit. */
export function isInScope({ accounts, regions, urns, arns }: ExceptionScope, thing: ScopedThing): boolean {
  return (
    fits(accounts, (account) => account === thing.accountId) &&
    fits(regions, (region) => region === thing.region) &&
    fits(urns, (pattern) => thing.urns.some((urn) => matchesPattern(pattern, urn))) &&
    fits(arns, (pattern) => thing.arns.some((arn) => matchesPattern(pattern, arn)))
  );
}

function fits(items: readonly string[] | undefined, accepts: (item: string) => boolean): boolean {
  return items === undefined || items.some(accepts);
}

/** Why a scope takes in more than anybody can have meant to accept; none for one that names something. */
export function tooWide({ accounts, urns, arns }: ExceptionScope): readonly string[] {
  const faults = [
    ...(urns ?? []).flatMap((urn) => urnFault(urn) ?? []),
    ...(arns ?? []).flatMap((arn) => arnFault(arn) ?? []),
  ];
  const isNamed = accounts !== undefined || urns !== undefined || arns !== undefined;
  return isNamed ? faults : ['the scope names a Region alone: name an account, a URN or an ARN beside it'];
}

/** Letters and digits of a pattern that stand for themselves. */
function literals(pattern: string): number {
  return pattern.replaceAll(/[^A-Za-z0-9]/g, '').length;
}

function urnFault(urn: string): string | undefined {
  if (!urn.startsWith('urn:pulumi:')) return `"${urn}" is no URN: it begins with urn:pulumi:`;
  const name = urn.split('::').at(-1) ?? '';
  if (name !== urn && literals(name) >= 2) return undefined;
  return `"${urn}" takes in every resource: write at least two letters of the name at its end`;
}

function arnFault(arn: string): string | undefined {
  const [prefix, , service = '', , , ...resource] = arn.split(':');
  if (prefix !== 'arn') return `"${arn}" is no ARN: it begins with arn:`;
  if (literals(service) >= 2 && !service.includes('*') && literals(resource.join(':')) >= 2) return undefined;
  return `"${arn}" takes in every resource: write the service, and at least two letters of the resource`;
}
