/** A job's process that does nothing: what is left is what queue and process cost. */
export {};
