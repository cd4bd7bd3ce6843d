import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lock } from 'proper-lockfile';

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
 * @param report told what takes long, once, when something has to be made.
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
    const release = await lock(folder, {
      lockfilePath: `${folder}.lock`,
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
  try {
    await run(
      executable(folder),
      [
        '-m',
        'pip',
        'install',
        '--quiet',
        '--disable-pip-version-check',
        '--only-binary',
        ':all:',
        '--no-deps',
        '--require-hashes',
        '--requirement',
        requirements,
      ],
      { maxBuffer: 1 << 26 },
    );
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? error).trim();
    throw new Error(
      `pip could not install the sandbox's packages (is PyPI reachable?): ${said.slice(-2000)}`,
      {
        cause: error,
      },
    );
  }
  await writeFile(join(folder, 'requirements.sha256'), wantedDigest(requirements));
}

/** The first Python on the PATH that moto's pinned packages are known to run on. */
async function findPython(): Promise<string> {
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
