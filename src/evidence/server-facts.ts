import { z } from 'zod';

/** Who answered: enough to tell two servers apart and to find the process on its host. */
export const Identity = z.object({
  version: z.string(),
  versionComment: z.string(),
  /** `@@version_compile_os`, `@@version_compile_machine`: CLONE compares both as strings. */
  compileOs: z.string(),
  compileMachine: z.string(),
  hostname: z.string(),
  port: z.int(),
  /** Absent on MariaDB, which has no server_uuid. */
  serverUuid: z.string().optional(),
  serverId: z.int().optional(),
  pidFile: z.string(),
  datadir: z.string(),
  socket: z.string(),
});

/** Global system variables that checks ask about. One that the server does not have is absent. */
const Variables = z.record(z.string(), z.string());

/** Global status values that checks ask about. */
const Status = z.record(z.string(), z.string());

/** One row of information_schema.PLUGINS. */
export const Plugin = z.object({
  name: z.string(),
  status: z.string(),
  type: z.string(),
  /** The shared object; null for a plugin that is compiled in. */
  library: z.string().nullable(),
  /** LOAD_OPTION: ON, OFF, FORCE, FORCE_PLUS_PERMANENT. */
  loadOption: z.string(),
});

/** What the connected account may do, active roles included. */
export const Privileges = z.object({
  /** Global privileges (`ON *.*`), static and dynamic, in upper case. */
  global: z.array(z.string()),
  /** Roles granted to the account, active or not, as the server quotes them. */
  roles: z.array(z.string()),
  /** Whether partial revokes take some schemas out of what `global` says. */
  partialRevokes: z.boolean(),
});

/** The row of performance_schema.clone_status, or null when this server has never been a recipient. */
const LastClone = z
  .object({
    state: z.string(),
    source: z.string(),
    destination: z.string(),
    errorNumber: z.int(),
    errorMessage: z.string(),
    endTime: z.string().nullable(),
  })
  .nullable();

/** One replication channel, without anything secret. */
export const Channel = z.object({
  name: z.string(),
  host: z.string(),
  port: z.int(),
  autoPosition: z.boolean(),
  receiver: z.string(),
  /** The server_uuid of its source, empty before the first connection. */
  sourceUuid: z.string(),
});

/** What mysql.slave_master_info stores for a channel. The server itself answers; the values stay there. */
export const StoredCredentials = z.object({
  channel: z.string(),
  hasUser: z.boolean(),
  hasPassword: z.boolean(),
});

/** One row of performance_schema.replication_group_members. */
const GroupMember = z.object({
  id: z.string(),
  host: z.string(),
  port: z.int().nullable(),
  state: z.string(),
  role: z.string(),
  version: z.string(),
});

/** Schemas that are not the server's own. CLONE drops them on the recipient. */
const UserSchemas = z.array(z.string());

/** Plugins that INSTALL PLUGIN registered: rows of mysql.plugin, a table that CLONE replaces by the donor's. */
const InstalledPlugins = z.array(z.string());

/** Base tables of people's schemas that are not InnoDB's, as far as the account may see them. */
const ForeignTables = z.object({
  tables: z.array(
    z.object({
      schema: z.string(),
      name: z.string(),
      engine: z.string(),
      /** As the engine counts them; null where it does not. CSV has no idea and says 2. */
      rows: z.int().nullable(),
      /** What its files hold, as the engine counts; CSV says 0. */
      bytes: z.number(),
    }),
  ),
  /** There are more than are listed. */
  more: z.boolean(),
});

/** Where a global variable's value comes from; those that have the compiled-in one are left out. */
const VariableSource = z.object({
  name: z.string(),
  /** VARIABLE_SOURCE: GLOBAL, SERVER, EXPLICIT, EXTRA, USER, COMMAND_LINE, PERSISTED, DYNAMIC. */
  source: z.string(),
  /** The option file; empty where there is none. */
  path: z.string(),
});

/** One row of mysql.user; roles are accounts as well. */
const Account = z.object({
  user: z.string(),
  host: z.string(),
  plugin: z.string(),
  /** What a login has to get past, the password aside; absent in evidence of before. */
  login: z
    .object({
      locked: z.boolean(),
      expired: z.boolean(),
      /** ssl_type: empty, ANY, X509, SPECIFIED. */
      tls: z.string(),
      /** SPECIFIED asks for the subject or the issuer of a certificate. */
      certificateName: z.boolean(),
    })
    .optional(),
});

/** The ends of the doctor's own connection, as this machine sees them; null for a socket. */
const Connection = z
  .object({ from: z.string(), to: z.object({ address: z.string(), port: z.int() }) })
  .nullable();

/** An address from which a client once came, and the name that the server found for it. */
const CachedHost = z.object({ address: z.string(), name: z.string().nullable() });

/** Threads of a kind that performance_schema.threads shows as sessions or daemons. */
const Session = z.object({
  thread: z.string(),
  user: z.string().nullable(),
  command: z.string(),
  /** Told for the event scheduler alone. */
  state: z.string().nullable(),
  count: z.int(),
});

/** One row of information_schema.EVENTS. */
const Event = z.object({ schema: z.string(), name: z.string(), status: z.string() });

/** One row of mysql.servers: what CREATE SERVER defined. */
const ServerDefinition = z.object({ name: z.string(), hasPassword: z.boolean() });

/**
 * The tablespaces of one kind whose files lie in one directory, as InnoDB counts them: what CLONE copies, and
 * what it drops on the recipient. The system tablespace and the temporary ones are not among them.
 */
const TablespaceGroup = z.object({
  /** SPACE_TYPE: General, Single, Undo. */
  type: z.string(),
  /** Of the server itself (mysql, sys, undo logs): CLONE does not drop it. */
  own: z.boolean(),
  /** The absolute path of the directory; null for the data directory and what lies below it. */
  directory: z.string().nullable(),
  count: z.int(),
  /** Bytes that the files occupy on the disk. */
  allocatedBytes: z.number(),
  /** One of the files, as InnoDB names it; null where it names none. */
  sample: z.string().nullable(),
});

/** InnoDB tablespaces with ENCRYPTION='Y'; undo tablespaces never show as such. */
const EncryptedTablespaces = z.object({
  count: z.int(),
  first: z.string().nullable(),
  /** The block size of their file system as InnoDB takes it; null without any. */
  blockSize: z.int().nullable(),
  /** Tables that are page-compressed, too, as far as the account sees them. */
  compressed: z.int(),
  /** The block size of the file system of the data directory, as InnoDB takes it. */
  serverBlockSize: z.int().nullable(),
});

/** The keyring component, `Active` or `Disabled`; null where none is loaded. Nothing of its contents. */
const KeyringComponent = z.object({ name: z.string(), status: z.string() }).nullable();

/** TLS at the port that CLONE connects to. */
const Tls = z.object({ enabled: z.boolean() });

/** What the server shows of itself to a client that speaks TLS, its own certificate first. */
const Certificates = z.array(z.object({ pem: z.string() }));

/** A lock that somebody else holds: of the instance, or on a table that is not the server's own. */
const HeldLock = z.object({
  /** OBJECT_TYPE: BACKUP LOCK, GLOBAL or TABLE. */
  type: z.string(),
  object: z.string().nullable(),
  /** The holder's connection; null for a prepared XA transaction whose session is gone. */
  connection: z.string().nullable(),
});

/** A statement that changes definitions and holds the server's backup lock for that. */
const RunningDdl = z.object({
  connection: z.string(),
  /** It waits for a lock that somebody else holds. */
  waits: z.boolean(),
});

export const serverFacts = {
  identity: Identity,
  /** CURRENT_USER(): the account that the server matched. */
  account: z.string(),
  variables: Variables,
  status: Status,
  plugins: z.array(Plugin),
  installedPlugins: InstalledPlugins,
  privileges: Privileges,
  lastClone: LastClone,
  /** @@GLOBAL.gtid_executed, with its line breaks. */
  gtidExecuted: z.string(),
  /** @@GLOBAL.gtid_purged: what was executed and is in no binary log any more. */
  gtidPurged: z.string(),
  /** When the error log last told of a clone that ended with 3707, as it was read back at the start; null for never. */
  failedRestart: z.string().nullable(),
  channels: z.array(Channel),
  storedCredentials: z.array(StoredCredentials),
  groupMembers: z.array(GroupMember),
  userSchemas: UserSchemas,
  foreignTables: ForeignTables,
  variableSources: z.array(VariableSource),
  /** Values that SET PERSIST has stored, of variables that checks ask about. */
  persisted: z.record(z.string(), z.string()),
  accounts: z.array(Account),
  sessions: z.array(Session),
  /** Events as far as the account may see them. */
  events: z.array(Event),
  serverDefinitions: z.array(ServerDefinition),
  /** Rows of mysql.component, a table that CLONE replaces by the donor's. */
  installedComponents: z.array(z.string()),
  tablespaces: z.array(TablespaceGroup),
  /** Undo tablespaces by the names of their files, without directories. */
  undoFiles: z.array(z.string()),
  /** The size of the system tablespace, all of its files together. */
  systemBytes: z.number(),
  collations: z.array(z.string()),
  encryptedTablespaces: EncryptedTablespaces,
  keyringComponent: KeyringComponent,
  tls: Tls,
  heldLocks: z.array(HeldLock),
  runningDdl: z.array(RunningDdl),
  certificates: Certificates,
  connection: Connection,
  hostCache: z.array(CachedHost),
  /** @@GLOBAL.clone_valid_donor_list in full length; empty where it is NULL. */
  donorList: z.string(),
  /** Connections that the account may have at a time, by its own limit or the one of all; 0 is no limit. */
  connectionLimit: z.object({ ofAccount: z.int(), ofAll: z.int() }),
};

export type Identity = z.infer<typeof Identity>;
export type Plugin = z.infer<typeof Plugin>;
export type Privileges = z.infer<typeof Privileges>;
export type Channel = z.infer<typeof Channel>;
export type TablespaceGroup = z.infer<typeof TablespaceGroup>;
export type GroupMember = z.infer<typeof GroupMember>;
export type StoredCredentials = z.infer<typeof StoredCredentials>;
export type ForeignTables = z.infer<typeof ForeignTables>;

export type Account = z.infer<typeof Account>;
export type Session = z.infer<typeof Session>;
