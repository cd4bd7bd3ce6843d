import type {
  EnforcementLevel,
  PolicyComplianceFramework,
  ResourceRemediation,
  ResourceValidation,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationPolicy,
} from '@pulumi/policy';
import { type Control, judge, mappingsOf } from '@trailguard/controls';
import type { Ledger } from './exceptions/ledger.ts';
import { advise } from './exceptions/policy.ts';
import { configSchemaOf, configurationOf, type PolicyConfiguration } from './configuration.ts';
import type { Program } from './lens/program.ts';
import { fromValidation } from './policy-arguments.ts';
import { policyNameOf } from './policy-name.ts';
import { apply, type Remediation, settingsOf } from './remediation/index.ts';
import { aloneIn, estateIn, wholeIn } from './seen.ts';
import { aboutTypes } from './server/index.ts';
import { type Violation, violationOf } from './violation.ts';

/** What the policies of a pack have in common. */
export interface PolicyContext {
  readonly level: EnforcementLevel;
  readonly ledger: Ledger;
  /** By control id; a control without one cannot be remediated. */
  readonly remediations: Readonly<Record<string, Remediation>>;
}

/** A policy that judges single resources, the whole stack, or both. */
export type ControlPolicy = ResourceValidationPolicy | StackValidationPolicy;

/**
 * The CrossGuard policy of a control.
 *
 * What one resource shows by itself is reported on that resource, so that a mandatory violation keeps it from being
 * created; what takes several resources is reported when the whole stack is known, and then without the findings
 * that were reported on a resource already.
 */
export function controlPolicy(control: Control, context: PolicyContext): ControlPolicy {
  const reported = new Set<string>();
  const { policies } = control;
  const framework = frameworkOf(control);
  const { level, ledger } = context;
  const remediation = Object.hasOwn(context.remediations, control.id)
    ? context.remediations[control.id]
    : undefined;
  return {
    name: policyNameOf(control),
    displayName: `${control.id} ${control.title}`,
    description: control.intent,
    severity: control.severity,
    enforcementLevel: level,
    configSchema: configSchemaOf(control, remediation),
    remediationSteps: control.fix,
    url: control.url,
    tags: mappingsOf(control.id).flatMap(({ framework: { id }, ids }) => ids.map((item) => `${id}:${item}`)),
    ...(framework === undefined ? {} : { framework }),
    ...(policies.includes('resource')
      ? { validateResource: validateResource(control, ledger, reported) }
      : {}),
    ...(policies.includes('stack') ? { validateStack: validateStack(control, ledger, reported) } : {}),
    ...(remediation === undefined ? {} : { remediateResource: remediateResource(control, remediation) }),
  } as ControlPolicy;
}

/** The one framework that Pulumi shows beside a policy: the newest CIS benchmark that has it, else the first one. */
function frameworkOf({ id }: Control): PolicyComplianceFramework | undefined {
  const mappings = mappingsOf(id);
  const benchmark = mappings.findLast(({ framework }) => framework.id.startsWith('cis-aws-')) ?? mappings[0];
  if (benchmark === undefined) return undefined;
  const { framework, ids } = benchmark;
  return {
    name: framework.name,
    version: framework.edition,
    reference: ids.join(', '),
    specification: framework.url,
  };
}

/** What a control says of what the lens sees. */
function resultsIn(control: Control, program: Program, { lens, parameters }: PolicyConfiguration) {
  return judge(estateIn(program, lens), {
    controls: [control],
    parameters: { [control.id]: parameters },
  });
}

/** Violations of a control in what the lens sees; those that are waived among them. */
function violationsIn(
  control: Control,
  ledger: Ledger,
  program: Program,
  configuration: PolicyConfiguration,
): Violation[] {
  const results = ledger.apply(resultsIn(control, program, configuration));
  return results.flatMap((result) => violationOf(control, result) ?? []);
}

function validateResource(control: Control, ledger: Ledger, reported: Set<string>): ResourceValidation {
  return aboutTypes(control.pulumiTypes, (args, report) => {
    if (!control.pulumiTypes.includes(args.type))
      args.notApplicable(`${control.id} is not about ${args.type}`);
    reported.delete(args.urn);
    const configuration = configurationOf(args.getConfig());
    for (const { message, isWaived } of violationsIn(control, ledger, aloneIn(args), configuration)) {
      reported.add(args.urn);
      if (isWaived) advise(report, message);
      else report(message);
    }
  });
}

function validateStack(control: Control, ledger: Ledger, reported: ReadonlySet<string>): StackValidation {
  return (args, report) => {
    const configuration = configurationOf(args.getConfig());
    for (const { message, urn, isWaived } of violationsIn(control, ledger, wholeIn(args), configuration)) {
      if (urn !== undefined && reported.has(urn)) continue;
      if (isWaived) advise(report, message, urn);
      else report(message, urn);
    }
  };
}

function remediateResource(control: Control, of: Remediation): ResourceRemediation {
  const { types } = of;
  return aboutTypes(types, (args) => {
    if (!types.includes(args.type)) return undefined;
    const { get } = fromValidation(args);
    const { parameters, lens, remediation } = configurationOf(args.getConfig());
    const settings = settingsOf(
      of,
      { type: args.type, read: get },
      {
        parameters: { ...control.parameters, ...parameters },
        logBuckets: lens.logBuckets ?? [],
        values: remediation,
      },
    );
    if (settings.length === 0) return undefined;
    apply(args.props, settings);
    return args.props;
  });
}
