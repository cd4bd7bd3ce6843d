import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { clientEnvironment, clientsPython } from '@trailguard/sandbox/clients';

/**
 * The commands of a runbook: its blocks marked `sh`, by the heading that they stand under. Blocks of several under one
 * heading follow one another.
 */
export async function commandsOf(name: string): Promise<(heading: string) => string> {
  const text = await readFile(join(import.meta.dirname, '../../docs/runbooks', `${name}.md`), 'utf8');
  const sections = text.split(/^## /m).map((section) => {
    const [heading = ''] = section.split('\n', 1);
    return {
      heading,
      blocks: [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block),
    };
  });
  return (heading) => {
    const found = sections.find((section) => section.heading.includes(heading));
    if (!found || found.blocks.length === 0) throw new Error(`${name}.md has no commands under "${heading}"`);
    return found.blocks.join('\n');
  };
}

/**
 * Runs commands in one shell with the AWS CLI, as a person following a page would. Examples of values in the commands
 * (`export NAME=…`) give way to `variables`.
 * @throws what the shell printed, when a command fails.
 */
export async function run(
  commands: readonly string[],
  options: { environment: Record<string, string>; variables: Record<string, string>; folder: string },
): Promise<string> {
  const given = Object.keys(options.variables).join('|');
  const script = commands
    .join('\n')
    .split('\n')
    .filter((line) => given === '' || !new RegExp(`^export (${given})=[^$]*$`).test(line))
    .join('\n');
  const python = await clientsPython();
  const environment = clientEnvironment(options.environment);
  const path = [dirname(python), environment.PATH].join(delimiter);
  return new Promise((resolve, reject) => {
    execFile(
      'bash',
      ['--noprofile', '--norc', '-euo', 'pipefail', '-c', script],
      { cwd: options.folder, env: { ...environment, ...options.variables, PATH: path }, maxBuffer: 1 << 24 },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`${stdout}${stderr}`));
        else resolve(stdout);
      },
    );
  });
}
