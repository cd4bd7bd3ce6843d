import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallPoint, Case, Json, Step } from './model.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
/** Programs, provider and policy pack take their packages from here. */
const packages = join(import.meta.dirname, '../../node_modules');

export const project = 'probecase';
export const stack = 'golden';

/** A project folder of its own in which the steps of one case run one after the other. */
export class CaseFolder {
  readonly path: string;
  readonly steps: Step[];
  readonly #source: string;

  /** @param name a folder of `fixtures/cases` */
  constructor(name: string) {
    this.#source = join(fixtures, 'cases', name);
    this.steps = (JSON.parse(readFileSync(join(this.#source, 'case.json'), 'utf8')) as Case).steps;
    this.path = mkdtempSync(join(tmpdir(), `golden-${name}-`));
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
      'package.json': JSON.stringify({ name: project, main: 'index.mjs' }),
    };
    for (const [file, content] of Object.entries(files)) writeFileSync(join(this.path, file), content);
    cpSync(join(fixtures, 'cases/lib/probe.mjs'), join(this.path, 'probe.mjs'));
    const pack = join(this.#source, 'pack');
    if (existsSync(pack)) {
      cpSync(pack, join(this.path, 'pack'), { recursive: true });
      symlinkSync(packages, join(this.path, 'pack/node_modules'));
    }
  }

  /** Environment of every command of the case. */
  get env(): Record<string, string> {
    return {
      PULUMI_HOME: join(this.path, 'home'),
      PULUMI_CONFIG_PASSPHRASE: 'golden',
      PULUMI_DEBUG_COMMANDS: 'true',
      PULUMI_BACKEND_URL: `file://${join(this.path, 'st')}`,
      PROBE_DIR: this.path,
    };
  }

  /** Puts program, files and the provider's records in place. */
  async prepare(step: Step): Promise<void> {
    if (step.version) await copyFile(join(this.#source, `${step.version}.mjs`), join(this.path, 'index.mjs'));
    for (const [name, content] of Object.entries(step.files ?? {})) {
      const file = join(this.path, name);
      if (content === null) rmSync(file, { force: true });
      else writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    }
    if (!step.backing) return;
    const backing = this.backing() as Record<string, Json>;
    for (const [id, changes] of Object.entries(step.backing)) {
      if (changes === null) delete backing[id];
      else backing[id] = { ...backing[id], ...changes };
    }
    writeFileSync(join(this.path, 'backing.json'), JSON.stringify(backing));
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
