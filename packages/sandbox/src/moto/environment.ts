import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { check, lock } from 'proper-lockfile';

const run = promisify(execFile);
const ownRequirements = join(import.meta.dirname, 'requirements.txt');

/** Folder of the virtual environment: beside this package's sources, never in the user's own Python. */
export const defaultFolder = join(import.meta.dirname, '..', '..', '.venv');

/** A Python with moto and botocore in it. */
export interface PythonEnvironment {
  readonly python: string;
  /** botocore's service models. */
  readonly models: string;
}

/**
 * Makes the virtual environment if it is missing or older than `requirements.txt`, and tells where it is.
 * Packages are pinned with hashes. Two processes may ask at once: the second waits for the first.
 *
 * @param report told what takes long: each package while it is fetched, or that another process is at it. Never called when
 * nothing has to be made.
 * @param requirements pinned packages to have in it. Default: the backend's.
 * @throws Error with the way out when Python 3.10 to 3.13 or its `venv` is missing.
 */
export async function pythonEnvironment(
  folder: string = defaultFolder,
  report: (message: string) => void = () => {},
  requirements: string = ownRequirements,
): Promise<PythonEnvironment> {
  if (!isReady(folder, requirements)) {
    await mkdir(folder, { recursive: true });
    const lockfilePath = `${folder}.lock`;
    if (await check(folder, { lockfilePath, stale: 30_000 })) {
      report(`Waiting for another process that prepares ${folder}`);
    }
    const release = await lock(folder, {
      lockfilePath,
      stale: 30_000,
      retries: { retries: 600, minTimeout: 500, maxTimeout: 500 },
    });
    try {
      if (!isReady(folder, requirements)) await make(folder, report, requirements);
    } finally {
      await release();
    }
  }
  return locate(folder);
}

function wantedDigest(requirements: string): string {
  return createHash('sha256').update(readFileSync(requirements)).digest('hex');
}

function isReady(folder: string, requirements: string): boolean {
  const mark = join(folder, 'requirements.sha256');
  return existsSync(mark) && readFileSync(mark, 'utf8') === wantedDigest(requirements);
}

async function make(folder: string, report: (message: string) => void, requirements: string): Promise<void> {
  const python = await findPython();
  report(`Preparing the sandbox's Python environment in ${folder} (once, about half a minute)`);
  await rm(folder, { recursive: true, force: true });
  try {
    await run(python, ['-m', 'venv', folder]);
  } catch (error) {
    throw new Error(
      `${python} cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv`,
      { cause: error },
    );
  }
  await install(folder, report, requirements);
  await writeFile(join(folder, 'requirements.sha256'), wantedDigest(requirements));
}

/** Lets pip install the packages, telling each one that it fetches. */
async function install(
  folder: string,
  report: (message: string) => void,
  requirements: string,
): Promise<void> {
  let total = readFileSync(requirements, 'utf8').match(/^[A-Za-z0-9][^\s=]*==/gm)?.length ?? 0;
  const pip = spawn(
    executable(folder),
    [
      '-m',
      'pip',
      'install',
      '--disable-pip-version-check',
      '--progress-bar',
      'off',
      '--only-binary',
      ':all:',
      '--no-deps',
      '--require-hashes',
      '--requirement',
      requirements,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  pip.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  let fetched = 0;
  createInterface(pip.stdout).on('line', (line) => {
    // Meant for another version of Python.
    if (line.startsWith('Ignoring ')) total -= 1;
    const name = /^Collecting ([^\s=<>]+)/.exec(line)?.[1];
    if (name) report(`Fetching Python package ${++fetched} of ${total}: ${name}`);
    else if (line.startsWith('Installing collected packages')) report(`Installing ${total} Python packages`);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    pip.once('error', reject);
    pip.once('close', resolve);
  });
  if (code !== 0) {
    throw new Error(`pip could not install the sandbox's packages (is PyPI reachable?): ${said.trim()}`);
  }
}

/**
 * The first Python on the PATH that moto's pinned packages are known to run on.
 *
 * @throws Error with the way out when there is none.
 */
export async function findPython(): Promise<string> {
  const seen: string[] = [];
  for (const name of ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python']) {
    try {
      const { stdout } = await run(name, ['-c', 'import sys; print(*sys.version_info[:2])']);
      const [major = 0, minor = 0] = stdout.trim().split(' ').map(Number);
      if (major === 3 && minor >= 10 && minor <= 13) return name;
      seen.push(`${name} is ${major}.${minor}`);
    } catch {
      // Not on the PATH, or a shim without a version behind it.
    }
  }
  throw new Error(
    `The sandbox needs Python 3.10 to 3.13 on the PATH (found: ${seen.join(', ') || 'none'}). ` +
      'Install one, for example: apt-get install python3 python3-venv',
  );
}

function executable(folder: string): string {
  return process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
}

function locate(folder: string): PythonEnvironment {
  const library = process.platform === 'win32' ? join(folder, 'Lib') : join(folder, 'lib');
  const packages =
    process.platform === 'win32'
      ? join(library, 'site-packages')
      : join(library, readdirSync(library).find((name) => name.startsWith('python3')) ?? '', 'site-packages');
  return { python: executable(folder), models: join(packages, 'botocore', 'data') };
}
