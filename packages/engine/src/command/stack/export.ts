import type { DeploymentV3, UntypedDeployment } from '../../state/checkpoint.ts';
import { mapDeployment } from '../../state/deployment.ts';
import { openSecrets, showSecrets } from '../../state/secrets.ts';
import { writeFileAtomically } from '../../state/atomic-file.ts';
import type { Command } from '../command.ts';
import { openStack } from '../stack-files.ts';
import { resolve } from 'node:path';

/** Prints a stack's state, secrets encrypted unless asked for. */
const exportStack: Command = {
  flags: { 'show-secrets': { type: 'boolean' }, file: { type: 'string' } },
  async run(context, flags) {
    const files = await openStack(context, flags);
    let deployment = files.deployment ?? emptyDeployment;
    if (flags['show-secrets'] && files.deployment) {
      const crypter = await files.secrets();
      deployment = mapDeployment(deployment, (value) => showSecrets(openSecrets(value, crypter)));
    }
    const content: UntypedDeployment = { version: 3, deployment };
    const text = `${JSON.stringify(content, null, 4)}\n`;
    if (typeof flags['file'] === 'string') {
      await writeFileAtomically(resolve(context.cwd, flags['file']), text);
    } else context.write(text);
    return 0;
  },
};
export default exportStack;

/** What the CLI exports of a stack that was never updated. */
const emptyDeployment: DeploymentV3 = {
  manifest: { time: '0001-01-01T00:00:00Z', magic: '', version: '' },
  metadata: {},
};
