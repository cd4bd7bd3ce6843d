import { effectiveConfig } from '../../state/stack-config.ts';
import type { Crypter } from '../../state/secrets.ts';
import type { Command } from '../command.ts';
import { toJson } from '../json.ts';
import { openStack } from '../stack-files.ts';

/** Stands in for decryption when secrets are not asked for. */
const masking: Crypter = { encrypt: () => '[secret]', decrypt: () => '[secret]' };

/** Lists the configuration of a stack. */
const show: Command = {
  flags: { json: { type: 'boolean', short: 'j' }, 'show-secrets': { type: 'boolean' } },
  async run(context, flags) {
    const files = await openStack(context, flags);
    const reveal = flags['show-secrets'] && files.settings.hasSecrets;
    const values = effectiveConfig(files.project, files.settings, reveal ? await files.secrets() : masking);
    if (!flags['json']) {
      for (const [key, { value }] of values) context.write(`${key}  ${value}\n`);
      return 0;
    }
    const shown = [...values].map(([key, value]) => [
      key,
      value.secret && !flags['show-secrets'] ? { secret: true } : value,
    ]);
    context.write(toJson(Object.fromEntries(shown)));
    return 0;
  },
};
export default show;
