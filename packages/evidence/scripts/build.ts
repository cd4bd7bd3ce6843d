import { build } from 'rolldown';
import config from '../rolldown.config.ts';

// Rolldown's own command lists each file that it wrote: starts and test runs would begin with hundreds of lines.
await build(config);
