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
import { configSchemaOf, configurationOf, type PolicyConfiguration } from './configuration.ts';
import type { Program } from './lens/program.ts';
import { fromValidation } from './policy-arguments.ts';
import { policyNameOf } from './policy-name.ts';
import { type Remediation, remediations } from './remediation.ts';
import { aloneIn, estateIn, wholeIn } from './seen.ts';
import { aboutTypes } from './server/index.ts';
import { type Violation, violationOf } from './violation.ts';

/** A policy that judges single resources, the whole stack, or both. */
export type ControlPolicy = ResourceValidationPolicy | StackValidationPolicy;

/**
 * The CrossGuard policy of a control.
 *
 * What one resource shows by itself is reported on that resource, so that a mandatory violation keeps it from being
 * created; what takes several resources is reported when the whole stack is known, and then without the findings
 * that were reported on a resource already.
 */
export function controlPolicy(control: Control): ControlPolicy {
  const reported = new Set<string>();
  const { policies } = control;
  const framework = frameworkOf(control);
  return {
    name: policyNameOf(control),
    displayName: `${control.id} ${control.title}`,
    description: control.intent,
    severity: control.severity,
    enforcementLevel: enforcementOf(control),
    configSchema: configSchemaOf(control),
    remediationSteps: control.fix,
    url: control.url,
    tags: mappingsOf(control.id).flatMap(({ framework: { id }, ids }) => ids.map((item) => `${id}:${item}`)),
    ...(framework === undefined ? {} : { framework }),
    ...(policies.includes('resource') ? { validateResource: validateResource(control, reported) } : {}),
    ...(policies.includes('stack') ? { validateStack: validateStack(control, reported) } : {}),
    ...(policies.includes('remediation') ? { remediateResource: remediateResource(control) } : {}),
  } as ControlPolicy;
}

/** A finding of high severity blocks; below that it is advice. */
function enforcementOf({ severity }: Control): EnforcementLevel {
  return severity === 'critical' || severity === 'high' ? 'mandatory' : 'advisory';
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

/** Violations of a control in what the lens sees. */
function violationsIn(
  control: Control,
  program: Program,
  { lens, parameters }: PolicyConfiguration,
): Violation[] {
  const results = judge(estateIn(program, lens), {
    controls: [control],
    parameters: { [control.id]: parameters },
  });
  return results.flatMap((result) => violationOf(control, result) ?? []);
}

function validateResource(control: Control, reported: Set<string>): ResourceValidation {
  return aboutTypes(control.pulumiTypes, (args, report) => {
    if (!control.pulumiTypes.includes(args.type))
      args.notApplicable(`${control.id} is not about ${args.type}`);
    reported.delete(args.urn);
    for (const { message } of violationsIn(control, aloneIn(args), configurationOf(args.getConfig()))) {
      reported.add(args.urn);
      report(message);
    }
  });
}

function validateStack(control: Control, reported: ReadonlySet<string>): StackValidation {
  return (args, report) => {
    for (const { message, urn } of violationsIn(control, wholeIn(args), configurationOf(args.getConfig()))) {
      if (urn === undefined || !reported.has(urn)) report(message, urn);
    }
  };
}

function remediateResource(control: Control): ResourceRemediation {
  const { apply, also } = remediations[control.id] as Remediation;
  return aboutTypes(control.pulumiTypes, (args) => {
    if (!control.pulumiTypes.includes(args.type)) return undefined;
    // Read anew: a remediation before this one may have changed the resource.
    const program: Program = { resources: [fromValidation(args)], isWhole: false };
    const isFinding = violationsIn(control, program, configurationOf(args.getConfig())).length > 0;
    if (!isFinding && !also?.((property) => program.resources[0]?.get(property))) return undefined;
    apply(args.props);
    return args.props;
  });
}
