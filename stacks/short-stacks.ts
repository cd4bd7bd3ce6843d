let running = 0;
let limitBefore = Error.stackTraceLimit;

/**
 * Runs a program with stacks of one frame. Pulumi's SDK takes the stack of each of its promises, several for each
 * resource, and writes it out at once; nobody reads it unless a promise is lost. Source lines, which findings name, stay: the SDK
 * lifts the limit itself while it looks for the line that declares a resource. An error that a program throws names its line, and
 * not who called it.
 */
export async function withShortStacks<T>(program: () => Promise<T>): Promise<T> {
  // Programs may run beside each other: the last one to end restores what the first one found.
  if (running === 0) limitBefore = Error.stackTraceLimit;
  running += 1;
  Error.stackTraceLimit = Math.min(limitBefore, 1);
  try {
    return await program();
  } finally {
    running -= 1;
    if (running === 0) Error.stackTraceLimit = limitBefore;
  }
}
