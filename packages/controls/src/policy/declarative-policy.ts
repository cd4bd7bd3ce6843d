/** How deep a policy is followed; AWS's have a handful of levels. */
const deepest = 32;

/**
 * Places in an effective policy of a service that switch something off: Regions or features under `disable…` keys, and
 * features that are given as `false`, `disable`, `disabled` or `none`.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html
 */
export function switchedOffIn(policy: unknown, path = '', depth = 0): readonly string[] {
  if (depth > deepest) return [];
  if (Array.isArray(policy)) return isDisabling(path) ? policy.map((item) => `${path}: ${String(item)}`) : [];
  if (typeof policy === 'object' && policy !== null) {
    return Object.entries(policy).flatMap(([key, value]) =>
      switchedOffIn(value, key.startsWith('@@') ? path : [path, key].filter(Boolean).join('.'), depth + 1),
    );
  }
  const isOff = policy === false || /^(disabled?|none|false)$/i.test(String(policy));
  return isOff && !isDisabling(path) ? [path] : [];
}

function isDisabling(path: string): boolean {
  return /(^|[._])disable/i.test(path.split('.').at(-1) ?? '');
}
