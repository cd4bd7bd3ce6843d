/** The evidence bundle: one file, and what proves offline that it is whole. */
export { BundleError, MostBytes, unpack } from './container.ts';
export { describe } from './describe.ts';
export { type Bundle, makeBundle } from './make-bundle.ts';
export { type FileName, Files, IncidentName, type Manifest, type ManifestEntry } from './manifest.ts';
export { type KnownElsewhere, type VerifiedBundle, verifyBundle } from './verify-bundle.ts';
export { type KnownOfRecord, LinesError, linesOf, type VerifiedLines, verifyLines } from './verify-lines.ts';
