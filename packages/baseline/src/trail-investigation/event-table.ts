/** A column of the Data Catalog, with its type as Hive writes it. */
export interface TableColumn {
  readonly name: string;
  readonly type: string;
}

const strings = (...names: string[]): TableColumn[] => names.map((name) => ({ name, type: 'string' }));

/**
 * What CloudTrail writes of an event, as Athena's own table has it: what each service has its own form of is JSON text, and
 * `readonly` is 'true' or 'false'.
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 */
export const eventColumns: readonly TableColumn[] = [
  ...strings('eventversion'),
  {
    name: 'useridentity',
    type:
      'struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,' +
      'username:string,onbehalfof:struct<userid:string,identitystorearn:string>,sessioncontext:struct<' +
      'attributes:struct<mfaauthenticated:string,creationdate:string>,sessionissuer:struct<type:string,' +
      'principalid:string,arn:string,accountid:string,username:string>,ec2roledelivery:string,' +
      'webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>>>',
  },
  ...strings('eventtime', 'eventsource', 'eventname', 'awsregion', 'sourceipaddress', 'useragent'),
  ...strings('errorcode', 'errormessage', 'requestparameters', 'responseelements', 'additionaleventdata'),
  ...strings('requestid', 'eventid', 'readonly'),
  { name: 'resources', type: 'array<struct<arn:string,accountid:string,type:string>>' },
  ...strings('eventtype', 'apiversion', 'recipientaccountid', 'serviceeventdetails', 'sharedeventid'),
  ...strings('vpcendpointid', 'vpcendpointaccountid', 'eventcategory'),
  {
    name: 'addendum',
    type: 'struct<reason:string,updatedfields:string,originalrequestid:string,originaleventid:string>',
  },
  ...strings('sessioncredentialfromconsole', 'edgedevicedetails'),
  {
    name: 'tlsdetails',
    type: 'struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string>',
  },
];

/** The folders of a log file's key that a query chooses by. */
export const partitionColumns: readonly TableColumn[] = strings('account', 'region', 'day');

/** Where the log files of an organization trail are. */
export interface LogFiles {
  readonly logBucketName: string;
  /** Folder before `AWSLogs/`, without a slash at its end; empty for none. */
  readonly keyPrefix: string;
  readonly organizationId: string;
}

/** The folder of all accounts' log files. */
export function locationOf({ logBucketName, keyPrefix, organizationId }: LogFiles): string {
  return `s3://${logBucketName}/${keyPrefix === '' ? '' : `${keyPrefix}/`}AWSLogs/${organizationId}/`;
}

/** How Athena works out the folders of a query by itself. */
export interface Projection extends LogFiles {
  /** Accounts; none means that each query has to name its own. */
  readonly accountIds: readonly string[];
  readonly regions: readonly string[];
  /** First day with log files, `YYYY-MM-DD`. */
  readonly firstDay: string;
}

/**
 * Properties of the table, by which Athena works the folders out from the query and asks the Data Catalog for none: new
 * days need no upkeep.
 * @see https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
 */
export function projectionOf(projection: Projection): Record<string, string> {
  const { accountIds, regions, firstDay } = projection;
  const accounts: Record<string, string> =
    accountIds.length === 0
      ? { 'projection.account.type': 'injected' }
      : { 'projection.account.type': 'enum', 'projection.account.values': accountIds.join(',') };
  return {
    // What CREATE EXTERNAL TABLE sets.
    EXTERNAL: 'TRUE',
    'projection.enabled': 'true',
    ...accounts,
    'projection.region.type': 'enum',
    'projection.region.values': regions.join(','),
    'projection.day.type': 'date',
    'projection.day.format': 'yyyy/MM/dd',
    'projection.day.interval': '1',
    'projection.day.interval.unit': 'DAYS',
    'projection.day.range': `${firstDay.replaceAll('-', '/')},NOW`,
    // Athena's own placeholders, which are no template of this program.
    'storage.location.template': `${locationOf(projection)}\${account}/CloudTrail/\${region}/\${day}/`,
  };
}
