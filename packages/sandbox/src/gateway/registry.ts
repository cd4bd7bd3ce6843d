import type { SandboxContext, Service } from '../aws/service.ts';

/** Service -> operations that the sandbox answers itself, and those that it only refuses by name. */
export type FakedOperations = Readonly<
  Record<string, { readonly answered: readonly string[]; readonly unsupported: readonly string[] }>
>;

type Task = (args: never, sandbox: SandboxContext) => Promise<void>;

/** What the services answer, admit and do later, found by the name of an operation or a task. */
export class Registry {
  readonly services: readonly Service[];
  readonly #handlers = new Map<string, Service['operations'][string]>();
  readonly #unsupported = new Set<string>();
  readonly #mayBeEmpty = new Set<string>();
  readonly #admissions = new Map<string, NonNullable<Service['admit']>>();
  readonly #tasks = new Map<string, Task>();

  constructor(services: readonly Service[]) {
    this.services = services;
    for (const service of services) {
      for (const [name, handler] of Object.entries(service.operations)) {
        this.#handlers.set(`${service.name}:${name}`, handler);
      }
      if (service.admit) this.#admissions.set(service.name, service.admit);
      for (const name of service.mayBeEmpty ?? []) this.#mayBeEmpty.add(`${service.name}:${name}`);
      for (const name of service.unsupported ?? []) this.#unsupported.add(`${service.name}:${name}`);
      for (const [name, task] of Object.entries(service.tasks ?? {})) this.#tasks.set(name, task);
    }
  }

  /** Operations by service that are not moto's. */
  get operations(): FakedOperations {
    return Object.fromEntries(
      this.services.map(({ name, operations, unsupported = [] }) => [
        name,
        {
          answered: Object.keys(operations).filter((operation) => !unsupported.includes(operation)),
          unsupported,
        },
      ]),
    );
  }

  /** What answers an operation; nothing where moto does. */
  handler(service: string, operation: string): Service['operations'][string] | undefined {
    return this.#handlers.get(`${service}:${operation}`);
  }

  isUnsupported(service: string, operation: string): boolean {
    return this.#unsupported.has(`${service}:${operation}`);
  }

  mayBeEmpty(service: string, operation: string): boolean {
    return this.#mayBeEmpty.has(`${service}:${operation}`);
  }

  /** What a service asks of calls that its policies allow. */
  admission(service: string): Service['admit'] {
    return this.#admissions.get(service);
  }

  task(name: string): Task | undefined {
    return this.#tasks.get(name);
  }
}
