import { parseArgs } from 'node:util';
import { bootstrapRoles } from './bootstrap.ts';
import { readConfig } from './config.ts';

const Usage = `usage: make-roles.ts --service ARN
Makes the roles that the service assumes, with its environment and an administrator's credentials of the management account.
--service: the role or user that the service runs as, which alone may assume them.`;

const ServiceArn = /^arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)\/[\w+=,.@/-]+$/;

/** Makes the service's roles in the management account, or mends what differs of them. Prints their names. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { service: { type: 'string' } } });
  if (values.service === undefined || !ServiceArn.test(values.service)) throw new Error(Usage);
  const made = await bootstrapRoles(readConfig(process.env), { serviceArn: values.service });
  process.stdout.write(`${made.join('\n')}\n`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
