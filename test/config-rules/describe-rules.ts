import { controls, frameworks } from '@trailguard/controls';

/** One managed rule of AWS Config, and the controls that it evaluates too. */
interface Rule {
  readonly identifier: string;
  readonly controls: readonly string[];
}

/** Identifiers that are not the rule's name in capitals. */
const irregular: Readonly<Record<string, string>> = {
  'cloudtrail-enabled': 'CLOUD_TRAIL_ENABLED',
  'multi-region-cloudtrail-enabled': 'MULTI_REGION_CLOUD_TRAIL_ENABLED',
};

/**
 * Rules that need a value which only their user knows: which actions are to be blocked.
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-blacklisted-actions-prohibited.html
 */
const userChosen = new Set([
  'iam-customer-policy-blocked-kms-actions',
  'iam-inline-policy-blocked-kms-actions',
  's3-bucket-blacklisted-actions-prohibited',
]);

/** Values of rules that have no default of their own. */
const parameters: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // https://docs.aws.amazon.com/config/latest/developerguide/cloudwatch-alarm-action-check.html
  CLOUDWATCH_ALARM_ACTION_CHECK: {
    alarmActionRequired: 'true',
    insufficientDataActionRequired: 'false',
    okActionRequired: 'false',
  },
};

/** Text of the file that tells the baseline which rules of AWS Config the catalogue of controls names. */
export function describeRules(): string {
  const required = requiredRules();
  const lines = cataloguedRules().map(({ identifier, controls: ids }) => {
    const given = parameters[identifier];
    return [
      '  {',
      `    identifier: '${identifier}',`,
      `    controls: [${ids.map((id) => `'${id}'`).join(', ')}],`,
      `    isRequired: ${required.has(identifier)},`,
      ...(given === undefined
        ? []
        : [
            '    parameters: {',
            ...Object.entries(given).map(([name, value]) => `      ${name}: '${value}',`),
            '    },',
          ]),
      '  },',
    ].join('\n');
  });
  return [
    '// Written by `pnpm run docs` from the controls and their mappings to AWS Config; edit those.',
    '',
    '/** A managed rule of AWS Config that evaluates what controls judge. */',
    'export interface CatalogueRule {',
    "  /** AWS's identifier. */",
    '  readonly identifier: string;',
    '  /** Ids of the controls. */',
    '  readonly controls: readonly string[];',
    '  /** Whether a control asks for the rule in every account. */',
    '  readonly isRequired: boolean;',
    '  /** Values that the rule has to be given. */',
    '  readonly parameters?: Readonly<Record<string, string>>;',
    '}',
    '',
    '/** The rules that controls name, without those that need a value which only their user knows. */',
    'export const CatalogueRules: readonly CatalogueRule[] = [',
    ...lines,
    '];',
    '',
  ].join('\n');
}

function cataloguedRules(): readonly Rule[] {
  const framework = frameworks.find(({ id }) => id === 'aws-config');
  const byRule = new Map<string, string[]>();
  const named = Object.entries(framework?.mappings ?? {}) as [string, readonly string[]][];
  for (const [control, rules] of named) {
    for (const rule of rules) {
      if (userChosen.has(rule)) continue;
      const identifier = irregular[rule] ?? rule.toUpperCase().replaceAll('-', '_');
      byRule.set(identifier, [...(byRule.get(identifier) ?? []), control]);
    }
  }
  return [...byRule]
    .map(([identifier, ids]) => ({ identifier, controls: ids.sort() }))
    .sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
}

function requiredRules(): ReadonlySet<string> {
  const control = controls.find(({ id }) => id === 'OPS-02');
  return new Set(control?.parameters?.requiredConfigRules as readonly string[] | undefined);
}
