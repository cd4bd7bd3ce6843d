import { defineControl } from '../../define-control.ts';
import type { AccountAccess, Estate, IdentityPolicy, Key } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import { isPlaceholder } from '../../model/observation.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import type { Verdict } from '../../model/verdict.ts';
import { accountOfPrincipal, type Grantee, granteesOf } from '../../policy/grantees.ts';
import { coversAction, listOf, nameOfStatement } from '../../policy/statement.ts';
import { coversPattern, matchesPattern } from '../../policy/wildcard.ts';
import { all, decide, evidence, evidenceElsewhere, fail, pass, unknown } from '../../verdicts.ts';

const decrypts = ['kms:Decrypt', 'kms:ReEncryptFrom'];
const administers = ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:CreateGrant'];
const grantedDecrypts = ['Decrypt', 'ReEncryptFrom', 'CreateGrant'];

/**
 * A statement for the account's root hands the decision to the account's own policies, which are then looked at too: none
 * may decrypt with every key. A Deny under conditions is not credited.
 */
export default defineControl({
  id: 'KM-06',
  title: 'Decrypt right is limited and administrators are separate',
  intent: 'Key administrators cannot read logs and readers cannot change the key.',
  severity: 'medium',
  appliesTo: 'key',
  policies: ['resource', 'stack'],
  pulumiTypes: [
    'aws:kms/key:Key',
    'aws:kms/keyPolicy:KeyPolicy',
    'aws:iam/policy:Policy',
    'aws:iam/rolePolicy:RolePolicy',
  ],
  needs: ['kms:GetKeyPolicy', 'kms:ListGrants', 'iam:GetAccountAuthorizationDetails'],
  fix: 'Let named reader roles decrypt, give administration to others, and scope identity policies to ARNs of keys.',
  url: 'https://docs.aws.amazon.com/kms/latest/developerguide/least-privilege.html',
  parameters: { readerRoleArns: [] as readonly string[] },
  parameterHelp: {
    readerRoleArns: {
      description:
        'ARNs of roles that may decrypt log files, or patterns of such: readers, and those that copy.',
    },
  },
  evaluate(key, { estate, parameters: { readerRoleArns } }) {
    return decide(key.policy, 'the key policy', (policy) => {
      const allowing = (policy?.Statement ?? []).filter(({ Effect }) => Effect === 'Allow');
      const decrypting = allowing.filter((statement) =>
        decrypts.some((action) => coversAction(statement, action)),
      );
      return all([
        pass(evidence(key, 'policy')),
        ...decrypting.map((statement) => {
          const name = nameOfStatement(statement, policy?.Statement.indexOf(statement) ?? 0);
          const verdict = all([
            pass(),
            ...granteesOf(statement).map((one) => mayDecrypt(one, key, estate, readerRoleArns)),
          ]);
          return verdict.status === 'fail'
            ? fail(`${name}: ${verdict.reason}`, ...verdict.evidence, evidence(key, 'policy', statement))
            : verdict;
        }),
        administratorsAreSeparate(key, allowing, decrypting),
        grantsAreServices(key, readerRoleArns),
      ]);
    });
  },
});

function mayDecrypt(grantee: Grantee, key: Key, estate: Estate, readers: readonly string[]): Verdict {
  const { kind, name } = grantee;
  // Services are bound by the statement's source conditions, which other controls judge.
  if (kind === 'service') return pass();
  if (kind !== 'principal') return fail(`${name} may decrypt`);
  if (isRoot(name)) return delegated(name, key, estate);
  if (readers.some((pattern) => matchesPattern(pattern, name))) return pass();
  if (readers.length > 0) return fail(`${name} may decrypt and is no approved reader`);
  const because = unknownBecause('not-read', 'set KM-06.readerRoleArns');
  return unknown(`whether ${name} may decrypt is not known`, because);
}

/** A whole account: by its id, its root, or as a program that does not tell the id describes it. */
function isRoot(name: string): boolean {
  return /^\d{12}$/.test(name) || /^arn:[^:]+:iam::\d{12}:root$/.test(name) || isPlaceholder(name);
}

/** Policies of the account decide: none of them may decrypt with all keys. Another account's are out of sight. */
function delegated(name: string, key: Key, estate: Estate): Verdict {
  const accountId = accountOfPrincipal(name) ?? name;
  return decide(key.accountId, 'the account of the key', (owner) => {
    if (owner !== null && ![owner, accountId].some(isPlaceholder) && owner !== accountId)
      return fail(`account ${accountId} may let any of its own decrypt`, evidence(key, 'policy'));
    const access = estate.access.items.find((one) => one.accountId === accountId);
    if (access === undefined) {
      const because =
        estate.access.complete === true
          ? unknownBecause('not-read', `policies of account ${accountId} were not read`)
          : estate.access.complete;
      return unknown(`who may decrypt in account ${accountId} is not known`, because);
    }
    return noneDecryptsAll(access);
  });
}

function noneDecryptsAll({ policies }: AccountAccess): Verdict {
  return all([
    ...policies.items.map(decryptsNotAll),
    policies.complete === true
      ? pass()
      : unknown('whether there are more policies is not known', policies.complete),
  ]);
}

function decryptsNotAll(policy: IdentityPolicy): Verdict {
  // What AWS writes is for administrators of everything, and others judge who holds it.
  if (policy.kind === 'aws') return pass();
  return decide(policy.heldBy, `who holds ${policy.id}`, (heldBy) => {
    if (heldBy !== null && heldBy.length === 0) return pass();
    return decide(policy.document, `the policy ${policy.id}`, (document) => {
      const wide = document?.Statement.some(
        (statement) =>
          statement.Effect === 'Allow' &&
          decrypts.some((action) => coversAction(statement, action)) &&
          coversEveryKey(statement),
      );
      return wide
        ? fail(`${policy.id} may decrypt with every key`, evidenceElsewhere(policy, 'document'))
        : pass(evidenceElsewhere(policy, 'document'));
    });
  });
}

function coversEveryKey({ Resource, NotResource }: PolicyStatement): boolean {
  if (NotResource !== undefined) return true;
  return listOf(Resource).some(
    (resource) =>
      coversPattern(resource, 'arn:*') || /^arn:[^:]*:kms:[^:]*:[^:]*:(\*|key\/\*)$/.test(resource),
  );
}

function administratorsAreSeparate(
  key: Key,
  allowing: readonly PolicyStatement[],
  decrypting: readonly PolicyStatement[],
): Verdict {
  const holding = (statements: readonly PolicyStatement[]) =>
    new Set(
      statements
        .flatMap((statement) => granteesOf(statement))
        .flatMap(({ kind, name }) => (kind === 'principal' ? [name] : [])),
    );
  const administrators = holding(
    allowing.filter((statement) => administers.some((action) => coversAction(statement, action))),
  );
  const both = [...holding(decrypting)].filter((name) => administrators.has(name) && !isRoot(name));
  return both.length === 0
    ? pass(evidence(key, 'policy'))
    : fail(`${both.join(', ')} may both administer the key and decrypt with it`, evidence(key, 'policy'));
}

/** A grant outlives changes of the policy; AWS's services take them for themselves. */
function grantsAreServices(key: Key, readers: readonly string[]): Verdict {
  return decide(key.grants, 'the grants of the key', (grants) => {
    const strange = (grants ?? []).filter(
      ({ grantee, operations }) =>
        operations.some((operation) => grantedDecrypts.includes(operation)) &&
        !/\.amazonaws\.com(\.cn)?$/.test(grantee) &&
        !readers.some((pattern) => matchesPattern(pattern, grantee)),
    );
    return strange.length === 0
      ? pass(evidence(key, 'grants'))
      : fail(
          `a grant lets ${strange.map(({ grantee }) => grantee).join(', ')} decrypt`,
          evidence(key, 'grants', strange),
        );
  });
}
