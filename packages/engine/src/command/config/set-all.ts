import type { StackSettings } from '../../state/stack-settings.ts';
import type { Command } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { openStack, type StackFiles } from '../stack-files.ts';
import { readKey } from './key.ts';

/** Sets several configuration values at once: all of them or, when one is wrong, none. */
const setAll: Command = {
  flags: {
    path: { type: 'boolean' },
    plaintext: { type: 'string', multiple: true },
    secret: { type: 'string', multiple: true },
    json: { type: 'string' },
  },
  async run(context, flags) {
    const files = await openStack(context, flags);
    const { settings } = files;
    const isPath = flags['path'] === true;
    for (const pair of (flags['plaintext'] as string[] | undefined) ?? []) {
      const { key, path, value } = readPair(context, pair, isPath);
      settings.set(key, path, value, false);
    }
    for (const pair of (flags['secret'] as string[] | undefined) ?? []) {
      const { key, path, value } = readPair(context, pair, isPath);
      settings.set(key, path, (await files.secrets()).encrypt(value), true);
    }
    if (typeof flags['json'] === 'string') await setFromJson(context, files, flags['json']);
    await settings.save();
    return 0;
  },
};
export default setAll;

function readPair(context: CommandContext, pair: string, isPath: boolean) {
  const at = pair.indexOf('=');
  if (at < 0) throw new Error(`'${pair}' is not of the form key=value`);
  return { ...readKey(context, pair.slice(0, at), isPath), value: pair.slice(at + 1) };
}

/** Takes what `config --json` prints. */
async function setFromJson(context: CommandContext, files: StackFiles, text: string): Promise<void> {
  let values: Record<string, { value?: string; objectValue?: unknown; secret?: boolean }>;
  try {
    values = JSON.parse(text) as typeof values;
  } catch (cause) {
    throw new Error(`--json is not JSON: ${(cause as Error).message}`, { cause });
  }
  const { settings } = files;
  for (const [name, entry] of Object.entries(values)) {
    const { key } = readKey(context, name, false);
    const { value, objectValue, secret } = entry;
    if (objectValue !== undefined) {
      if (secret) throw new Error(`--json: secrets inside the object '${name}' are not supported`);
      settings.setTyped(key, objectValue);
    } else if (value === undefined) keepSecret(settings, key, name);
    else settings.set(key, [], secret ? (await files.secrets()).encrypt(value) : value, secret === true);
  }
}

/** A secret listed without its value means the one that is there. */
function keepSecret(settings: StackSettings, key: string, name: string): void {
  if (!settings.isSecret(key)) throw new Error(`--json: '${name}' has no value`);
}
