import { type PackOptions, packPolicies } from '../src/index.ts';
import { Analyzer } from '../src/server/analyzer.ts';
import { readResource, readStack } from '../src/server/messages.ts';
import {
  type Diagnostic,
  diagnosticsOf,
  type EngineResource,
  messages,
  type PolicySettings,
  resourceRequest,
  settingsRequest,
  stackRequest,
} from './requests.ts';

/**
 * A pack that is asked in this process: the analyzer, its messages and all that comes after them are those of a served
 * pack; only the connection is left out.
 */
export class PackInProcess {
  readonly #analyzer: Analyzer;

  constructor(options: PackOptions) {
    const policies = packPolicies(options);
    this.#analyzer = new Analyzer({ name: 'trailguard', version: '0.0.0', args: { policies } });
  }

  /** Configures policies by name; all others get their defaults back. */
  configure(settings: Readonly<Record<string, PolicySettings>>): void {
    this.#analyzer.configure(settingsRequest(settings));
  }

  /** What is said of each resource by itself, in the order of the program, then of the whole stack. */
  async diagnosticsOf(program: readonly EngineResource[]): Promise<readonly Diagnostic[]> {
    const found: Diagnostic[] = [];
    for (const resource of program) {
      const answer = await this.#analyzer.analyze(readResource(resourceRequest(resource).serializeBinary()));
      found.push(...read(answer).map((diagnostic) => ({ ...diagnostic, urn: resource.urn })));
    }
    return [
      ...found,
      ...read(await this.#analyzer.analyzeStack(readStack(stackRequest(program).serializeBinary()))),
    ];
  }
}

function read(answer: Uint8Array): readonly Diagnostic[] {
  return diagnosticsOf(messages.AnalyzeResponse.deserializeBinary(answer));
}
