import { parsePath } from '../../resource/property-path.ts';
import type { ConfigPath } from '../../state/stack-settings.ts';
import type { CommandContext } from '../context.ts';

/**
 * Reads a configuration key: `name`, `namespace:name` or, with `--path`, `namespace:name.part[0]`.
 * @returns the full key and the path below it
 * @throws Error for a malformed one
 */
export function readKey(
  context: CommandContext,
  text: string,
  isPath: boolean,
): { key: string; path: ConfigPath } {
  const [name, ...path] = isPath ? parsePath(text) : [text];
  if (typeof name !== 'string' || name === '') throw new Error(`'${text}' is not a configuration key`);
  const parts = name.split(':');
  if (parts.length === 1) return { key: `${context.project.name}:${name}`, path };
  if (parts.length === 3 && parts[1] === 'config') return { key: `${parts[0]}:${parts[2]}`, path };
  if (parts.length !== 2 || parts.some((part) => part === '')) {
    throw new Error(
      `could not parse ${text} as a configuration key (configuration keys should be of the form \`<namespace>:<name>\`)`,
    );
  }
  return { key: name, path };
}
