import { type Config, readConfig } from '../src/config.ts';

/** The environment of a service in sandbox mode whose files are all in a folder. */
export function sandboxEnvironment(folder: string, environment: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    TRAILGUARD_MODE: 'sandbox',
    TRAILGUARD_CONCURRENCY: '0',
    TRAILGUARD_LOG_LEVEL: 'silent',
    TRAILGUARD_WORK_DIR: folder,
    DATABASE_URL: 'postgresql://localhost/none',
    PULUMI_BACKEND_URL: `file://${folder}`,
    PULUMI_CONFIG_PASSPHRASE: 'of a test',
    TRAILGUARD_ORGANIZATION_ID: 'o-abcdefghij',
    TRAILGUARD_MANAGEMENT_ACCOUNT_ID: '111111111111',
    TRAILGUARD_LOG_ARCHIVE_ACCOUNT_ID: '222222222222',
    TRAILGUARD_SECURITY_ACCOUNT_ID: '333333333333',
    TRAILGUARD_HOME_REGION: 'us-east-1',
    TRAILGUARD_LOG_READER_ROLE: 'arn:aws:iam::333333333333:role/LogReader',
    ...environment,
  };
}

/** The configuration that it makes. */
export function sandboxConfig(folder: string, environment: NodeJS.ProcessEnv = {}): Config {
  return readConfig(sandboxEnvironment(folder, environment));
}
