/** What the names of AWS Config's storage derive from. */
export interface ConfigSettings {
  /** Account that keeps what AWS Config delivers, 12 digits. */
  readonly logArchiveAccountId: string;
  /** Region of the bucket and the key. */
  readonly homeRegion: string;
  /** Start of every name, 2 to 21 characters: lower-case letters, digits and hyphens. */
  readonly namePrefix: string;
}

/** Names of AWS Config's storage, which recorders of all accounts must know. */
export interface ConfigNames {
  /** Bucket that takes snapshots and histories of all accounts; in the log-archive account. */
  readonly configBucketName: string;
  /** Bucket of its access logs. */
  readonly configAccessLogBucketName: string;
  /** Alias of the bucket's key, `alias/…`; in the log-archive account. */
  readonly configKeyAlias: string;
}

/** Derives the names of AWS Config's storage, so that the first preview of every stack knows them. */
export function configNames(settings: ConfigSettings): ConfigNames {
  const { logArchiveAccountId, homeRegion, namePrefix } = settings;
  return {
    configBucketName: `${namePrefix}-config-${logArchiveAccountId}-${homeRegion}`,
    configAccessLogBucketName: `${namePrefix}-config-logs-${logArchiveAccountId}-${homeRegion}`,
    configKeyAlias: `alias/${namePrefix}-config`,
  };
}
