const missing = /@duckdb\/node-(api|bindings)/;

/**
 * Says what to do where DuckDB is not installed: it is an optional dependency, since it is there for some systems only and no other
 * command takes it.
 *
 * @throws always: the error itself where it is another one.
 */
export function withoutDuckdb(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException;
  if (!(code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') || !missing.test(message))
    throw error;
  throw new Error(
    'investigate asks DuckDB, which is not installed beside this command: install it with its optional dependencies (npm install --include=optional), on a system for which @duckdb/node-api is built',
    { cause: error },
  );
}
