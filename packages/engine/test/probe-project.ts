import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Json = Record<string, unknown>;

const fixtures = join(import.meta.dirname, 'golden/fixtures');
/** Programs, provider and policy pack take their packages from here. */
export const packages = join(import.meta.dirname, '../node_modules');

/** Compiled code of the SDK, kept from run to run. */
const compileCache = join(packages, '.cache/compile');

export const project = 'probecase';
export const stack = 'golden';
/** Of the passphrase below. A salt of its own would cost each project the third of a second that its key takes. */
const salt = 'v1:YANjyTsfyI4=:v1:R5aUx2Z1E/PZ+9zB:bjYVDyRiMNhSiPg3ioxXvIMAFG2DCw==';
const passphrase = 'golden';

/** A moment, as a call that the provider logs. */
export interface CallPoint {
  call: string;
  phase?: string;
  /** Name of the resource. */
  name?: string;
}

/**
 * A project folder of its own whose provider is `fixtures/provider`: it keeps what it created in a file and
 * logs every call, so a test knows the truth without asking the engine.
 */
export class ProbeProject {
  readonly path: string;

  /** @param label goes into the folder's name */
  constructor(label: string) {
    this.path = mkdtempSync(join(tmpdir(), `probe-${label}-`));
    mkdirSync(join(this.path, 'st'));
    symlinkSync(packages, join(this.path, 'node_modules'));
    const files = {
      'Pulumi.yaml': [
        `name: ${project}`,
        'runtime:',
        '  name: nodejs',
        '  options:',
        '    typescript: false',
        'main: index.mjs',
        'plugins:',
        '  providers:',
        '    - name: probe',
        `      path: ${join(fixtures, 'provider')}`,
        '',
      ].join('\n'),
      [`Pulumi.${stack}.yaml`]: `encryptionsalt: ${salt}\n`,
      'package.json': JSON.stringify({ name: project, main: 'index.mjs' }),
    };
    for (const [file, content] of Object.entries(files)) writeFileSync(join(this.path, file), content);
    copyFileSync(join(fixtures, 'cases/lib/probe.mjs'), join(this.path, 'probe.mjs'));
  }

  /** Environment of every command on the project. */
  get env(): Record<string, string> {
    return {
      PULUMI_HOME: join(this.path, 'home'),
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      PULUMI_DEBUG_COMMANDS: 'true',
      PULUMI_BACKEND_URL: `file://${join(this.path, 'st')}`,
      PROBE_DIR: this.path,
      // A step is short: loading the SDK in program and provider would be most of it.
      NODE_COMPILE_CACHE: compileCache,
    };
  }

  /** What the provider holds, by id. */
  backing(): Json {
    const file = join(this.path, 'backing.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Json) : {};
  }

  /** Every call that the provider logged. */
  calls(): Json[] {
    return jsonLines(join(this.path, 'calls.jsonl'));
  }

  /** Waits, half a minute at most, until the provider has logged a call. @returns whether it came */
  async reached(point: CallPoint, after: number): Promise<boolean> {
    for (let tries = 0; tries < 600; tries++) {
      const isThere = this.calls()
        .slice(after)
        .some(
          ({ call, phase, urn }) =>
            call === point.call &&
            (point.phase === undefined || phase === point.phase) &&
            (point.name === undefined || String(urn).endsWith(`::${point.name}`)),
        );
      if (isThere) return true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
  }

  /** The state's file, as far as there is one. */
  deployment(): Json | undefined {
    const file = join(this.path, 'st/.pulumi/stacks', project, `${stack}.json`);
    if (!existsSync(file)) return undefined;
    const { checkpoint } = JSON.parse(readFileSync(file, 'utf8')) as { checkpoint: { latest?: Json } };
    return checkpoint.latest ?? {};
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** The lines of a file of JSON lines; a line that is still being written is left out. */
export function jsonLines(file: string): Json[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Json];
      } catch {
        return [];
      }
    });
}
