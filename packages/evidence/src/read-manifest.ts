import { BundleError } from './container.ts';
import type { Manifest } from './manifest.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isHash = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isHashOrNull = (value: unknown) => value === null || isHash(value);
const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
const isTime = (value: unknown) => typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** Reads a manifest, by hand: the verifier is one small file. @throws BundleError saying which part is none. */
export function readManifest(text: string): Manifest {
  const value = parsed(text);
  const { schema, organizationId, from, to, madeAt, actsAfter, heads, missing, entries } = value;
  const faults = Object.entries({
    schema: schema === 'trailguard.evidence/1',
    organizationId: typeof organizationId === 'string',
    from: isTime(from),
    to: isTime(to),
    madeAt: isTime(madeAt),
    actsAfter: isObject(actsAfter) && isCount(actsAfter.sequence) && isHashOrNull(actsAfter.hash),
    heads: isObject(heads) && isHashOrNull(heads.acts) && isHashOrNull(heads.records),
    missing: Array.isArray(missing) && missing.every((one) => isObject(one) && typeof one.what === 'string'),
    entries: Array.isArray(entries) && entries.every(isEntry),
  }).flatMap(([part, isRight]) => (isRight ? [] : [part]));
  if (faults.length > 0) throw new BundleError(`the manifest is none: ${faults.join(', ')}`);
  return value as unknown as Manifest;
}

function isEntry(value: unknown): boolean {
  return isObject(value) && typeof value.name === 'string' && isCount(value.size) && isHash(value.sha256);
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch (cause) {
    throw new BundleError(`the manifest is no JSON (${(cause as Error).message})`, { cause });
  }
  throw new BundleError('the manifest is no JSON object');
}
