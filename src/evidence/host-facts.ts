import { z } from 'zod';

/**
 * The mysqld process, proved to be the server that answered SQL: its own pid file names it, and the auto.cnf
 * of its data directory holds the server's uuid.
 */
export const Process = z.object({
  /** The pid as the host probe sees it. */
  pid: z.int(),
  /** The pid in the server's own, innermost PID namespace. */
  ownPid: z.int(),
  /** What getppid() returns inside the server: 0 where the parent lives outside its PID namespace. */
  parentPid: z.int(),
  /** The control group path, as the host sees it. */
  controlGroup: z.string(),
});

/** The value of MYSQLD_PARENT_PID that the process was started with; null where it is not set. */
const ParentPidVariable = z.string().nullable();

/** The process that started mysqld and gets its exit status; null where it is outside the probe's view. */
export const Parent = z
  .object({
    /** The pid as the host probe sees it. */
    pid: z.int(),
    name: z.string(),
    /** The first two words of its command line: enough to know a script by; further arguments can be secret. */
    command: z.array(z.string()).max(2),
  })
  .nullable();

/** The program file that the process runs. */
const Executable = z.object({
  path: z.string(),
  /** The file was replaced or removed since the process started: a restart runs something else. */
  replaced: z.boolean(),
});

/** The systemd unit whose control group holds the process, with its effective settings; null without one. */
export const Unit = z
  .object({
    name: z.string(),
    /** The main process by systemd's account, 0 for none. */
    mainPid: z.int(),
    type: z.string(),
    restart: z.string(),
    /** Exit statuses and signal names, as systemd prints the effective sets. */
    restartForceExitStatus: z.array(z.string()),
    restartPreventExitStatus: z.array(z.string()),
    successExitStatus: z.array(z.string()),
    /** MYSQLD_PARENT_PID in Environment=; null where it is not set there. */
    parentPidVariable: z.string().nullable(),
    /** EnvironmentFile= paths: they can set the variable as well. */
    environmentFiles: z.array(z.string()),
    fragmentPath: z.string(),
    dropInPaths: z.array(z.string()),
    needDaemonReload: z.boolean(),
    /** A file of the unit was written after the server was started, read by systemd since or not. */
    changedSinceStart: z.boolean(),
    /** Seconds; null is infinity. */
    timeoutStart: z.number().nullable(),
    startLimitBurst: z.int(),
    /** Seconds; 0 switches the limit off. */
    startLimitInterval: z.number(),
    /** Automatic restarts; null before systemd 235, which does not count them. */
    restarts: z.int().nullable(),
    /** Seconds since the main process was started; null when systemd does not say. */
    runningFor: z.number().nullable(),
    /** The uid whose user manager (`systemctl --user`) holds the unit; null for the system's own manager. */
    managerOf: z.int().nullable(),
    /** Made by systemd-run or another program, without a file of its own. */
    transient: z.boolean(),
    /** PassEnvironment= hands MYSQLD_PARENT_PID on from systemd's own environment. */
    passesVariable: z.boolean(),
    /** The unit's command line sets MYSQLD_PARENT_PID itself, as with env(1). */
    commandSetsVariable: z.boolean(),
  })
  .nullable();

/** What decides whether a supervisor other than systemd starts mysqld again; null below any other parent. */
export const Supervisor = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('supervisord'),
      program: z.string(),
      autorestart: z.enum(['true', 'unexpected', 'false']),
      exitCodes: z.array(z.int()),
      /** A file of its configuration was written after supervisord read them all, and may be in force or not. */
      changedSinceRead: z.boolean(),
    }),
    z.object({
      kind: z.enum(['runit', 's6']),
      /** A finish script runs after mysqld, and can keep it from being started again. */
      finish: z.boolean(),
      /** The service is to stay up; not so after `sv once`, `sv down` or `s6-svc -O`. */
      wantedUp: z.boolean(),
    }),
    z.object({
      /** The loop of the manual, in a shell's script: it goes on after exit status 16, and only then. */
      kind: z.literal('loop'),
      /** The script was written after the shell had begun to run it. */
      changedSinceRead: z.boolean(),
    }),
    z.object({
      /** The small init of a container: tini and its like. */
      kind: z.literal('init'),
      /** It ends when mysqld does, with the same exit status; false where mysqld is an orphan that it took in. */
      endsWithServer: z.boolean(),
      /** An option maps exit statuses to others. */
      mapsStatuses: z.boolean(),
    }),
  ])
  .nullable();
/** A path that CLONE would write to or take away, as the server's own mounts show it. */
const Place = z.object({
  /** An absolute path. */
  path: z.string(),
  /** The path itself, or what exists of it: its nearest ancestor. All else here is about this one. */
  nearest: z.string(),
  /** Its directory without symbolic links; null where the probe could not follow them. */
  real: z.string().nullable(),
  isDirectory: z.boolean(),
  /** Device, inode and time of birth: what tells one file from another. `-` where the birth is not known. */
  device: z.string(),
  inode: z.string(),
  born: z.string(),
  links: z.int(),
  /** Its length; that of a directory says nothing. */
  bytes: z.number(),
  /** Whether the server may create files in it; null where access control lists decide it, or it could not be told. */
  writable: z.boolean().nullable(),
  /** Whether the server may read it, as far as its mode tells. */
  readable: z.boolean(),
  /** Whether the sticky bit of the directory above lets the server take it away. */
  removable: z.boolean(),
  /** The mount that it lies in, by its place and type; null where it could not be told. */
  mount: z
    .object({ point: z.string(), type: z.string(), readOnly: z.boolean(), redirects: z.boolean() })
    .nullable(),
  /** What its file system has left for users; inodes are null where it does not count them. */
  freeBytes: z.number(),
  freeInodes: z.number().nullable(),
});

/** What the host says about the files of the server. */
const Storage = z.object({
  places: z.array(Place),
  /** Places that were too many to look at. */
  leftOut: z.int(),
  /** Bytes on the disk of the binary logs, which CLONE takes away. */
  binaryLogBytes: z.number(),
  /** When the kernel was started, in seconds: servers of one kernel see the same. */
  kernelStart: z.int().nullable(),
  /** The label by which AppArmor or SELinux confines the server; null for none. */
  confinement: z.string().nullable(),
});

/** What the next start gets to read, from the command line and from the option files as they are now. */
const Options = z.object({
  /** Names as they are written there, without loose_ or loose-; values stay on the host. */
  given: z.array(z.object({ name: z.string(), loose: z.boolean() })),
  /** The values of plugin-load, plugin-load-add and early-plugin-load. */
  pluginLoads: z.array(z.string()),
  /** Values of a few that decide what the next start does, by the variable. */
  values: z.record(z.string(), z.string()),
});

/** Option files, and directories of such, that were written after the server was started. */
const OptionFiles = z.object({ changed: z.array(z.string()) });

/** What the server's program says of its options as they are now; null where it was not to be asked. */
const OptionTrial = z
  .object({
    /** Its exit status: 0 where it would start. */
    status: z.int(),
    /** Its errors, by number; the name of the option or plugin, where it tells one. */
    errors: z.array(z.object({ code: z.string(), name: z.string().nullable() })),
  })
  .nullable();

/** Shared objects in plugin_dir: what the server could load as a plugin. */
const PluginFiles = z.array(z.string());

/** Undo tablespaces whose file is marked as encrypted, whatever innodb_undo_log_encrypt says now. */
const UndoEncryption = z.object({ encrypted: z.array(z.string()) });

/** The manifests of components to load at the next start; null where there is none. */
const KeyringManifest = z.object({ global: z.string().nullable(), local: z.string().nullable() });

/** The certificates in the file that clone_ssl_ca names; null where there is no such file or it is not set. */
const CloneAuthority = z.string().nullable();

/** What clone_ssl_cert and clone_ssl_key name, null where they are not set; of a key only whether the file exists. */
const CloneCertificate = z.object({ certificate: z.string().nullable(), hasKey: z.boolean() }).nullable();

/** Where passwords stand that others can read: names of options, variables and files, never a value. */
const Secrets = z.object({
  /** Options on the command line of mysqld. */
  commandLine: z.array(z.string()),
  /** Variables in its environment; null where that may not be seen. */
  environment: z.array(z.string()).nullable(),
  /** Option files that everybody may read, and their options. */
  files: z.array(z.object({ path: z.string(), options: z.array(z.string()) })),
});

/** The addresses that this host knows for the donor as the statement names it; null where it is not to be asked. */
const DonorAddresses = z.array(z.string()).nullable();

/** The network as the server sees it; null where it is not to be asked. */
const Network = z
  .object({
    /** IPv4 addresses of its own. */
    addresses: z.array(z.string()),
    /** IPv4 networks that it reaches without a router: `10.0.0.0/24`. */
    links: z.array(z.string()),
    /** TCP ports on which something listens. */
    ports: z.array(z.int()),
  })
  .nullable();

export const hostFacts = {
  process: Process,
  parentPidVariable: ParentPidVariable,
  parent: Parent,
  executable: Executable,
  unit: Unit,
  supervisor: Supervisor,
  storage: Storage,
  pluginFiles: PluginFiles,
  undoEncryption: UndoEncryption,
  keyringManifest: KeyringManifest,
  donorAddresses: DonorAddresses,
  network: Network,
  cloneAuthority: CloneAuthority,
  cloneCertificate: CloneCertificate,
  secrets: Secrets,
  options: Options,
  optionFiles: OptionFiles,
  optionTrial: OptionTrial,
};

export type Process = z.infer<typeof Process>;
export type Parent = z.infer<typeof Parent>;
export type Place = z.infer<typeof Place>;
export type Storage = z.infer<typeof Storage>;
export type Unit = z.infer<typeof Unit>;
export type Supervisor = z.infer<typeof Supervisor>;
