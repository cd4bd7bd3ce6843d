import packageJson from '../package.json' with { type: 'json' };

/** Version of the command, and of what it reports by. */
export const version: string = packageJson.version;
