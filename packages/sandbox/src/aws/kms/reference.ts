import type { Facts, KeyFacts } from '../../policy/facts.ts';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';

/** Operations that also take an alias; all others take the key's id or ARN: "KeyId" on each operation's page. */
const takesAlias =
  /^(DescribeKey|GetPublicKey|Encrypt|Decrypt|ReEncrypt|GenerateDataKey.*|GenerateMac|VerifyMac|Sign|Verify|DeriveSharedSecret)$/;

/** Operations that other accounts may use where the key policy lets them: "Cross-account use" on each operation's page. */
const crossesAccounts =
  /^(CreateGrant|Decrypt|DeriveSharedSecret|DescribeKey|Encrypt|GenerateDataKey.*|GenerateMac|GetKeyRotationStatus|GetPublicKey|ListGrants|ReEncrypt|RetireGrant|RevokeGrant|Sign|Verify|VerifyMac)$/;

/** The account of a key. */
export function accountOf(key: KeyFacts): string {
  return key.arn.split(':')[4] ?? '';
}

/**
 * Refuses a call whose key is not there, is named in a way that the operation does not take, or is another
 * account's and not for it to touch. Messages are those that moto has of AWS (unverified).
 * https://docs.aws.amazon.com/kms/latest/developerguide/find-cmk-id-arn.html
 */
export async function requireKnownKey(facts: Facts, call: Call): Promise<void> {
  const members =
    call.operation === 'ReEncrypt' ? ['SourceKeyId', 'DestinationKeyId'] : ['KeyId', 'TargetKeyId'];
  for (const member of members) {
    const reference = call.input[member];
    if (typeof reference === 'string') await requireKey(facts, call, reference);
  }
}

async function requireKey(facts: Facts, call: Call, reference: string): Promise<void> {
  const { operation, region, caller } = call;
  const notFound = (message: string) => new AwsError('NotFoundException', message);
  const arn = /^arn:[^:]+:kms:([^:]*):(\d{12}):(.*)$/.exec(reference);
  if (arn && arn[1] !== region) throw notFound(`Invalid arn ${arn[1]}`);
  const name = arn?.[3] ?? reference;
  const isAlias = name.startsWith('alias/');
  const isKey = arn
    ? name.startsWith('key/')
    : /^(mrk-[0-9a-f]{32}|(mrk-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(name);
  if (!(isKey || (isAlias && takesAlias.test(operation)))) throw notFound(`Invalid keyId '${reference}'`);
  const key = await facts.key(reference, caller.accountId, region);
  if (!key) {
    const place = `arn:aws:kms:${region}:${arn?.[2] ?? caller.accountId}`;
    throw notFound(
      isAlias
        ? `Alias ${place}:${name} is not found.`
        : `Key '${place}:${arn ? name : `key/${name}`}' does not exist`,
    );
  }
  if (caller.kind !== 'service' && accountOf(key) !== caller.accountId && !crossesAccounts.test(operation)) {
    throw new AwsError(
      'AccessDeniedException',
      `User: ${caller.arn} is not authorized to perform: kms:${operation} on resource: ${key.arn}`,
    );
  }
}
