import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { Type } from 'typebox';

/** The part of the environment that says how requests reach the service. */
export const TransportEnvironment = {
  TRAILGUARD_TLS_CERTIFICATE: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'file with the certificate and those above it, PEM; without it the service speaks HTTP',
    }),
  ),
  TRAILGUARD_TLS_KEY: Type.Optional(
    Type.String({ minLength: 1, description: 'file with the private key of the certificate, PEM' }),
  ),
  TRAILGUARD_TRUSTED_PROXIES: Type.Optional(
    Type.String({
      minLength: 1,
      description:
        'addresses or networks (such as 10.0.0.0/8) of proxies, separated by commas, whose X-Forwarded-For tells who calls; ' +
        'without it the limit of requests counts the proxy',
    }),
  ),
  TRAILGUARD_METRICS_PORT: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 65_535,
      description:
        'port that tells metrics to whoever reaches it, without a key; 0 takes a free one. Without it they are told at /metrics alone, ' +
        'to callers with the role read',
    }),
  ),
  TRAILGUARD_METRICS_HOST: Type.String({
    default: '127.0.0.1',
    description: 'address of the port for metrics',
  }),
};

/** Where metrics are told without a key. */
export interface MetricsSettings {
  readonly host: string;
  readonly port: number;
}

/** The port for metrics; `null`: none. */
export function metricsSettings({
  TRAILGUARD_METRICS_HOST: host,
  TRAILGUARD_METRICS_PORT: port,
}: {
  readonly TRAILGUARD_METRICS_HOST: string;
  readonly TRAILGUARD_METRICS_PORT?: number;
}): MetricsSettings | null {
  return port === undefined ? null : Object.freeze({ host, port });
}

interface Values {
  readonly TRAILGUARD_TLS_CERTIFICATE?: string;
  readonly TRAILGUARD_TLS_KEY?: string;
  readonly TRAILGUARD_TRUSTED_PROXIES?: string;
}

/** How requests reach the service. */
export interface TransportSettings {
  /** Files of the certificate and its private key; `null`: HTTP, as behind a proxy that ends TLS. */
  readonly tls: { readonly certificate: string; readonly key: string } | null;
  /** Addresses and networks of proxies that are believed. */
  readonly trustedProxies: readonly string[];
}

/** Faults that lie between the variables, or in what they name. */
export function faultsOfTransport(values: Values): string[] {
  const { TRAILGUARD_TLS_CERTIFICATE: certificate, TRAILGUARD_TLS_KEY: key } = values;
  const faults: string[] = [];
  if ((certificate === undefined) !== (key === undefined)) {
    const [missing, set] =
      key === undefined
        ? ['TRAILGUARD_TLS_KEY', 'TRAILGUARD_TLS_CERTIFICATE']
        : ['TRAILGUARD_TLS_CERTIFICATE', 'TRAILGUARD_TLS_KEY'];
    faults.push(`${missing} is not set (${set} is, and needs it)`);
  }
  for (const proxy of proxiesOf(values).filter((one) => !isNetwork(one)))
    faults.push(`TRAILGUARD_TRUSTED_PROXIES names ${proxy}, which is no IP address or network`);
  return faults;
}

/** What the variables say, once they have no fault. */
export function transportSettings(values: Values): TransportSettings {
  const { TRAILGUARD_TLS_CERTIFICATE: certificate, TRAILGUARD_TLS_KEY: key } = values;
  return Object.freeze({
    tls: certificate === undefined || key === undefined ? null : Object.freeze({ certificate, key }),
    trustedProxies: Object.freeze(proxiesOf(values)),
  });
}

/**
 * Fastify's options for a transport. TLS 1.0 and 1.1 are broken: https://www.rfc-editor.org/rfc/rfc8996
 * @throws Error naming the file that cannot be read.
 */
export function serverOptions({ tls, trustedProxies }: TransportSettings): object {
  return {
    ...(trustedProxies.length === 0 ? {} : { trustProxy: [...trustedProxies] }),
    ...(tls === null
      ? {}
      : {
          https: { cert: readFileSync(tls.certificate), key: readFileSync(tls.key), minVersion: 'TLSv1.2' },
        }),
  };
}

function proxiesOf({ TRAILGUARD_TRUSTED_PROXIES: text = '' }: Values): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
