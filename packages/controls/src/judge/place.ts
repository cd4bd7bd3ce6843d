import { isPlaceholder, type Observation } from '../model/observation.ts';

/** Where a judged thing is, as far as it is known. */
export interface Place {
  /** 12 digits. */
  readonly accountId?: string;
  readonly region?: string;
}

/** Fields that say to whom a subject belongs, the most telling first. */
const accountFields = ['accountId', 'ownerAccountId', 'managementAccountId'] as const;
const ownAccountFields = [...accountFields, 'id'] as const;
const regionFields = ['region', 'homeRegion'] as const;

/** The account and Region of a subject: by its own fields, else by its ARN. What is only described is not known. */
export function placeOf(kind: string, subject: object | undefined, { arn }: Observation): Place {
  const fields = subject as Readonly<Record<string, unknown>> | undefined;
  const [, , , arnRegion, arnAccount] = arn?.split(':') ?? [];
  const accountId =
    firstOf(isAccountId, fields, kind === 'account' ? ownAccountFields : accountFields) ??
    (arnAccount !== undefined && isAccountId(arnAccount) ? arnAccount : undefined);
  const region =
    firstOf(isRegion, fields, regionFields) ??
    (arnRegion !== undefined && isRegion(arnRegion) ? arnRegion : undefined);
  return {
    ...(accountId === undefined ? {} : { accountId }),
    ...(region === undefined ? {} : { region }),
  };
}

function firstOf(
  accepts: (value: string) => boolean,
  fields: Readonly<Record<string, unknown>> | undefined,
  names: readonly string[],
): string | undefined {
  if (fields === undefined) return undefined;
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'string' && accepts(value)) return value;
  }
  return undefined;
}

function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text);
}

function isRegion(text: string): boolean {
  return text !== '' && text !== '*' && !isPlaceholder(text);
}
