export { program as default } from './program.ts';
