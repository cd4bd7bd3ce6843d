import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { pythonEnvironment } from '@trailguard/sandbox/python-environment';

/** What Prowler found about one resource. */
export interface Finding {
  readonly check: string;
  readonly status: 'PASS' | 'FAIL' | 'MANUAL';
  readonly region: string;
  /** ARNs and names of what it is about. */
  readonly resources: readonly string[];
  readonly detail: string;
}

/** Its record of a finding: the Open Cybersecurity Schema Framework. */
interface Ocsf {
  readonly status_code: Finding['status'];
  readonly status_detail: string;
  readonly metadata: { readonly event_code: string };
  readonly cloud: { readonly region: string };
  readonly resources: readonly { readonly uid?: string; readonly name?: string }[];
}

/** Prowler, loaded once in a virtual environment of its own. */
export class Prowler implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #lines: Interface;
  readonly #folder: string;
  readonly #ended: Promise<unknown[]>;

  private constructor(process: ChildProcess, lines: Interface, folder: string) {
    this.#process = process;
    this.#lines = lines;
    this.#folder = folder;
    this.#ended = once(process, 'exit');
  }

  /** Installs it where it is not yet, which takes a minute and 1.3 GB. @returns its Python */
  static async install(report: (message: string) => void): Promise<string> {
    const { python } = await pythonEnvironment(
      join(import.meta.dirname, '.venv'),
      report,
      join(import.meta.dirname, 'requirements.txt'),
    );
    return python;
  }

  /** Starts it, installed if need be. It loads until its first scan can begin. */
  static async start(report: (message: string) => void): Promise<Prowler> {
    const python = await Prowler.install(report);
    const folder = await mkdtemp(join(tmpdir(), 'prowler-'));
    const child = spawn(python, [join(import.meta.dirname, 'scan.py')], {
      // Nothing of the machine's own AWS settings.
      env: {
        PATH: process.env.PATH ?? '',
        HOME: folder,
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_EC2_METADATA_DISABLED: 'true',
        PYTHONDONTWRITEBYTECODE: '1',
      },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    return new Prowler(child, createInterface(child.stdout), folder);
  }

  /**
   * Scans one account.
   *
   * @param environment endpoint and credentials.
   * @throws Error when Prowler does not come to its end.
   */
  async scan(
    environment: Readonly<Record<string, string>>,
    checks: readonly string[],
    regions: readonly string[],
  ): Promise<readonly Finding[]> {
    const name = 'scan';
    const arguments_ = ['aws', '--no-banner', '--no-color', '--log-level', 'CRITICAL'];
    arguments_.push('--check', ...checks, '--region', ...regions);
    arguments_.push(
      '--output-modes',
      'json-ocsf',
      '--output-directory',
      this.#folder,
      '--output-filename',
      name,
    );
    const file = join(this.#folder, `${name}.ocsf.json`);
    await rm(file, { force: true });
    const answer = once(this.#lines, 'line') as Promise<[string]>;
    this.#process.stdin?.write(`${JSON.stringify({ environment, arguments: arguments_ })}\n`);
    const [code] = await Promise.race([
      answer,
      this.#ended.then(([status]) => Promise.reject(new Error(`Prowler ended with ${String(status)}`))),
    ]);
    // 3: something failed, which is what it is asked for.
    if (code !== '0' && code !== '3') throw new Error(`a scan of Prowler ended with ${code}`);
    const records = JSON.parse(await readFile(file, 'utf8')) as readonly Ocsf[];
    return records.map((record) => ({
      check: record.metadata.event_code,
      status: record.status_code,
      region: record.cloud.region,
      resources: record.resources.flatMap(({ uid = '', name: named = '' }) => [uid, named]),
      detail: record.status_detail,
    }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.stdin?.end();
    await this.#ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}
