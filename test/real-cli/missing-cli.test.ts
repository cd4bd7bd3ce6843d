import { execFile } from 'node:child_process';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../end-to-end/service.ts';
import { oldestVersion } from './cli.ts';

/** A service's environment that lacks nothing; only the database is never reached. */
const environment = {
  TRAILGUARD_MODE: 'aws',
  TRAILGUARD_PORT: '0',
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
  PULUMI_BACKEND_URL: 'file:///nowhere',
  PULUMI_CONFIG_PASSPHRASE: 'of a test',
  TRAILGUARD_ORGANIZATION_ID: 'o-abcdefghij',
  TRAILGUARD_MANAGEMENT_ACCOUNT_ID: '111111111111',
  TRAILGUARD_LOG_ARCHIVE_ACCOUNT_ID: '222222222222',
  TRAILGUARD_SECURITY_ACCOUNT_ID: '333333333333',
  TRAILGUARD_HOME_REGION: 'us-east-1',
  // Seven starts compile the same modules.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
};

describe('a service that runs jobs against AWS', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(async () => rm(folder, { recursive: true, force: true }));

  /** A folder for the PATH with a `pulumi` in it that prints this. */
  async function folderWithCli(name: string, printed: string): Promise<string> {
    const bin = join(folder, name);
    await mkdir(bin);
    await writeFile(join(bin, 'pulumi'), `#!/bin/sh\necho '${printed}'\n`);
    await chmod(join(bin, 'pulumi'), 0o755);
    return bin;
  }

  /** Starts the service with this PATH alone, and waits for its end. */
  function start(
    path: string,
    more: Record<string, string> = {},
  ): Promise<{ code: unknown; stderr: string }> {
    const server = fileURLToPath(import.meta.resolve('@trailguard/api/server'));
    const args = ['--disable-warning=ExperimentalWarning', server];
    const env = { ...environment, PATH: path, TRAILGUARD_WORK_DIR: folder, ...more };
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        args,
        { env, cwd: dirname(server), timeout: 60_000 },
        (error, _out, stderr) => resolve({ code: error?.code, stderr }),
      );
    });
  }

  it('does not start without the CLI, and tells how to get it', async () => {
    const { code, stderr } = await start(join(folder, 'empty'));
    expect(code).toBe(1);
    expect(stderr).toBe(
      'There is no pulumi CLI that the service can use: `pulumi version` does not run. ' +
        `Install ${oldestVersion} or a newer release of version 3 (https://www.pulumi.com/docs/install/) so that ` +
        '`pulumi version` works for the user of this service, or set TRAILGUARD_MODE=sandbox to try things ' +
        'without an AWS account.\n',
    );
  });

  it.each([
    ['old', 'v3.120.0', '3.120.0'],
    ['of an earlier major version', 'v2.25.2', '2.25.2'],
    ['of a later major version', 'v4.0.0', '4.0.0'],
    ['unreadable', 'no version', 'of no known version'],
  ])('does not start with a CLI whose version is %s', async (name, printed, named) => {
    const { code, stderr } = await start(await folderWithCli(name.replaceAll(' ', '-'), printed));
    expect(code).toBe(1);
    expect(stderr).toContain(
      `no pulumi CLI that the service can use: the one on the PATH is ${named}. Install `,
    );
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('goes on to its database with a CLI that is new enough', async () => {
    const { stderr } = await start(await folderWithCli('new', `v${oldestVersion}`));
    expect(stderr).not.toContain('pulumi');
    expect(stderr).toContain('ECONNREFUSED');
  });

  it('needs no CLI when it serves requests alone', async () => {
    const { stderr } = await start(join(folder, 'empty'), { TRAILGUARD_CONCURRENCY: '0' });
    expect(stderr).not.toContain('pulumi');
    expect(stderr).toContain('ECONNREFUSED');
  });
});
