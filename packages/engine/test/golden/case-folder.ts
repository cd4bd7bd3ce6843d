import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packages, ProbeProject } from '../probe-project.ts';
import type { Case, Json, Step } from './model.ts';

/** A project folder of its own in which the steps of one case run one after the other. */
export class CaseFolder extends ProbeProject {
  readonly steps: Step[];
  readonly #source: string;

  /** @param name a folder of `fixtures/cases` */
  constructor(name: string) {
    super(name);
    this.#source = join(import.meta.dirname, 'fixtures/cases', name);
    this.steps = (JSON.parse(readFileSync(join(this.#source, 'case.json'), 'utf8')) as Case).steps;
    const pack = join(this.#source, 'pack');
    if (existsSync(pack)) {
      cpSync(pack, join(this.path, 'pack'), { recursive: true });
      symlinkSync(packages, join(this.path, 'pack/node_modules'));
    }
  }

  /** Puts program, files and the provider's records in place. */
  prepare(step: Step): void {
    if (step.version) copyFileSync(join(this.#source, `${step.version}.mjs`), join(this.path, 'index.mjs'));
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
}
