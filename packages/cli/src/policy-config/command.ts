import { Command, InvalidArgumentError } from 'commander';
import type { Preset } from '@trailguard/policy-pack/state';
import { path, presetOption } from '../options.ts';

const levels = ['advisory', 'mandatory', 'remediate', 'disabled'] as const;
type Level = (typeof levels)[number];

/** `ID=level`, collected over several uses of the option. */
function leveled(text: string, before: Readonly<Record<string, Level>> = {}): Record<string, Level> {
  const [, id, level] = text.match(/^([A-Za-z0-9.-]+)=([a-z]+)$/) ?? [];
  if (id === undefined || !(levels as readonly (string | undefined)[]).includes(level)) {
    throw new InvalidArgumentError(`write ID=level, with a level of ${levels.join(', ')}`);
  }
  return { ...before, [id]: level as Level };
}

/** `trailguard policy-config`: levels for the pack. */
export function policyConfigCommand(): Command {
  return new Command('policy-config')
    .description('print a configuration of the policy pack, for --policy-pack-config and for Pulumi Cloud')
    .addOption(presetOption('controls that are judged; the others are disabled'))
    .option(
      '--framework <id=level>',
      'level of the controls of a framework, such as pci-dss-4.0.1=mandatory; may be repeated',
      leveled,
    )
    .option('--control <id=level>', 'level of a control, such as CT-17=disabled; may be repeated', leveled)
    .option(
      '--exceptions <file>',
      'add the exceptions of a file in Pulumi’s own form: those of today that name whole URNs',
      path,
    )
    .addHelpText(
      'after',
      `
Exit codes:
  0  the configuration was printed
  2  a control, framework or exception cannot be used: the message says which`,
    )
    .action(async (options: PolicyConfigFlags) => {
      const { printPolicyConfig } = await import('./policy-config.ts');
      await printPolicyConfig(options);
    });
}

/** Options as the command line gives them. */
export interface PolicyConfigFlags {
  readonly preset: Preset;
  readonly framework?: Readonly<Record<string, Level>>;
  readonly control?: Readonly<Record<string, Level>>;
  readonly exceptions?: string;
}
