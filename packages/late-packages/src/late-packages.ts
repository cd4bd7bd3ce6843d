import { createRequire } from 'node:module';

/**
 * For `node --import`, before Pulumi's SDK is loaded: leaves to their first use the packages by which the SDK makes code of
 * functions and finds what such code needs (dynamic providers, callbacks for AWS Lambda). It loads them with everything else,
 * which takes longer than all of the rest, and programs that only declare resources never use them.
 *
 * A place in Node's own cache of modules holds the stand-in, and what is required the first time takes that place. A release of the SDK
 * that loads other packages starts slower, and nothing else.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/modules.html#requirecache
 */
const packages = ['typescript', '@npmcli/arborist', 'normalize-package-data'];

const sdk = createRequire(import.meta.resolve('@pulumi/pulumi'));

for (const name of packages) {
  const file = pathOf(name);
  if (file !== undefined && sdk.cache[file] === undefined) leaveToFirstUse(file);
}

/** File that the SDK gets of a package; none where it is not installed, as TypeScript need not be. */
function pathOf(name: string): string | undefined {
  try {
    return sdk.resolve(name);
  } catch {
    return undefined;
  }
}

function leaveToFirstUse(file: string): void {
  const load = (): object => {
    if (sdk.cache[file] === standIn) delete sdk.cache[file];
    return sdk(file);
  };
  const exports = new Proxy(() => {}, {
    get: (_target, property) => {
      // Compiled imports copy at once all that a module without this mark exports.
      if (property === '__esModule') return true;
      const loaded = load();
      return property === 'default' && !('default' in loaded) ? loaded : Reflect.get(loaded, property);
    },
    set: (_target, property, value) => Reflect.set(load(), property, value),
    has: (_target, property) => Reflect.has(load(), property),
    ownKeys: () => Reflect.ownKeys(load()),
    getOwnPropertyDescriptor: (_target, property) => {
      const found = Reflect.getOwnPropertyDescriptor(load(), property);
      return found && { ...found, configurable: true };
    },
    apply: (_target, self, values) => Reflect.apply(load() as () => unknown, self, values),
    construct: (_target, values) => Reflect.construct(load() as new () => object, values),
  });
  const standIn = { exports, loaded: true } as unknown as NodeJS.Module;
  sdk.cache[file] = standIn;
}
