/** How long what is still open may keep a process that has nothing more to do, milliseconds. */
const LingerMilliseconds = 1_000;

/**
 * Ends this process with `code`: when nothing is open any more, at the latest after a second.
 *
 * Not `process.exit` at once: it waits for ever when V8 compiles a function in the background and needs a collection for it
 * (https://github.com/nodejs/node/issues/54918), as some processes did that ended right after they had loaded their modules.
 * A process that ends by itself takes its heap down first, which ends such a compilation; after a second of rest there is none.
 */
export function endProcess(code: number): void {
  process.exitCode = code;
  process.channel?.unref();
  setTimeout(() => process.exit(), LingerMilliseconds).unref();
}
