/**
 * Sends spans to where OTEL_EXPORTER_OTLP_ENDPOINT says, and does nothing without it. Loaded before all else: the modules whose
 * calls become spans must not have been loaded before. The variables are those of
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
if (process.env.OTEL_EXPORTER_OTLP_ENDPOINT || process.env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) {
  const { startTracing } = await import('./sdk.ts');
  startTracing();
}
