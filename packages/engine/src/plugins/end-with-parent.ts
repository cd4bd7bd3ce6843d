import { flushCompileCache } from 'node:module';

/**
 * Loaded into plugins that know nothing of it (`node --import`): ends the process when the one that started
 * it is gone. An engine that is killed cannot end its plugins itself.
 */
const engine = process.ppid;

/** How often to look, milliseconds: what is left behind is to be gone before anyone looks for it. */
const LookMilliseconds = 1_000;

setInterval(() => {
  // An orphan is given to another parent. Not `process.exit`, which may wait for ever (nodejs/node issue 54918), and nobody
  // is left to end it.
  if (process.ppid !== engine) process.kill(process.pid, 'SIGKILL');
}, LookMilliseconds).unref();

// Node.js writes what it compiled (NODE_COMPILE_CACHE) when a process exits; the SDK's runner of policy packs is ended by a
// signal, and each would compile all of it anew. By now a plugin has loaded what it is made of.
setTimeout(flushCompileCache, LookMilliseconds).unref();
