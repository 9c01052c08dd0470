import type { Check } from '../src/doctor/check.js';
import characterSet from './compatibility/character-set.js';
import characterSetFilesystem from './compatibility/character-set-filesystem.js';
import collation from './compatibility/collation.js';
import collations from './compatibility/collations.js';
import donorMaxAllowedPacket from './compatibility/donor-max-allowed-packet.js';
import donorVendor from './compatibility/donor-vendor.js';
import lowerCaseTableNames from './compatibility/lower-case-table-names.js';
import machine from './compatibility/machine.js';
import minimumVersion from './compatibility/minimum-version.js';
import operatingSystem from './compatibility/operating-system.js';
import pageSize from './compatibility/page-size.js';
import recipientMaxAllowedPacket from './compatibility/recipient-max-allowed-packet.js';
import vendor from './compatibility/vendor.js';
import version from './compatibility/version.js';
import credentialsCommandLine from './credentials/command-line.js';
import donorChannels from './credentials/donor-channels.js';
import donorRecoveryChannel from './credentials/donor-recovery-channel.js';
import federatedTables from './credentials/federated-tables.js';
import credentialsOptionFiles from './credentials/option-files.js';
import rawLog from './credentials/raw-log.js';
import recipientRecoveryChannel from './credentials/recipient-recovery-channel.js';
import serverDefinitions from './credentials/server-definitions.js';
import unencryptedConnection from './credentials/unencrypted-connection.js';
import accountPlugins from './data/account-plugins.js';
import accounts from './data/accounts.js';
import downstreamReplicas from './data/downstream-replicas.js';
import errantTransactions from './data/errant-transactions.js';
import events from './data/events.js';
import foreignTables from './data/foreign-tables.js';
import gtidMode from './data/gtid-mode.js';
import inheritedChannels from './data/inherited-channels.js';
import recipientData from './data/recipient-data.js';
import serverIdentity from './data/server-identity.js';
import betterDonor from './donor/better-donor.js';
import binaryLogs from './donor/binary-logs.js';
import copyTime from './donor/copy-time.js';
import networkFailure from './donor/network-failure.js';
import cloneCertificate from './encryption/clone-certificate.js';
import donorCertificate from './encryption/donor-certificate.js';
import donorTls from './encryption/donor-tls.js';
import keyringAtStart from './encryption/keyring-at-start.js';
import recipientKeyring from './encryption/recipient-keyring.js';
import recipientTls from './encryption/recipient-tls.js';
import secureTransport from './encryption/secure-transport.js';
import tlsForEncryptedData from './encryption/tls-for-encrypted-data.js';
import tlsVersions from './encryption/tls-versions.js';
import cloneInProgress from './gate/clone-in-progress.js';
import donorBusy from './gate/donor-busy.js';
import donorConnections from './gate/donor-connections.js';
import donorDdl from './gate/donor-ddl.js';
import donorIsRecipient from './gate/donor-is-recipient.js';
import donorList from './gate/donor-list.js';
import donorLogin from './gate/donor-login.js';
import donorName from './gate/donor-name.js';
import donorPort from './gate/donor-port.js';
import donorRedoLog from './gate/donor-redo-log.js';
import groupReplicationRunning from './gate/group-replication-running.js';
import instanceLocks from './gate/instance-locks.js';
import newDirectory from './gate/new-directory.js';
import recipientDdl from './gate/recipient-ddl.js';
import superReadOnly from './gate/super-read-only.js';
import tableLocks from './gate/table-locks.js';
import certificationInfo from './group-replication/certification-info.js';
import cloneThreshold from './group-replication/clone-threshold.js';
import donorAddress from './group-replication/donor-address.js';
import donorState from './group-replication/donor-state.js';
import recoveryCertificate from './group-replication/recovery-certificate.js';
import recoveryMethod from './group-replication/recovery-method.js';
import recoveryTls from './group-replication/recovery-tls.js';
import rejoin from './group-replication/rejoin.js';
import clonePluginSurvives from './plugin/clone-plugin-survives.js';
import cloneStatus from './plugin/clone-status.js';
import donorClonePlugin from './plugin/donor-clone-plugin.js';
import donorPlugins from './plugin/donor-plugins.js';
import recipientClonePlugin from './plugin/recipient-clone-plugin.js';
import donorAccount from './privileges/donor-account.js';
import recipientAccount from './privileges/recipient-account.js';
import shutdown from './privileges/shutdown.js';
import earlierFailure from './restart/earlier-failure.js';
import exitStatus from './restart/exit-status.js';
import monitoringProcess from './restart/monitoring-process.js';
import onlyClonePolicy from './restart/only-clone-policy.js';
import parentPidVariable from './restart/parent-pid-variable.js';
import replacedBinary from './restart/replaced-binary.js';
import startLimit from './restart/start-limit.js';
import startTimeout from './restart/start-timeout.js';
import unitCurrent from './restart/unit-current.js';
import componentOptions from './start/component-options.js';
import driftedSettings from './start/drifted-settings.js';
import startForceRecovery from './start/force-recovery.js';
import startKnownDirectories from './start/known-directories.js';
import manyTables from './start/many-tables.js';
import optionFiles from './start/option-files.js';
import pluginOptions from './start/plugin-options.js';
import readOnly from './start/read-only.js';
import serverId from './start/server-id.js';
import blockSize from './storage/block-size.js';
import confinement from './storage/confinement.js';
import diskSpace from './storage/disk-space.js';
import donorFiles from './storage/donor-files.js';
import externalDirectories from './storage/external-directories.js';
import forceRecovery from './storage/force-recovery.js';
import knownDirectories from './storage/known-directories.js';
import creatableDirectory from './storage/new-directory.js';
import openFiles from './storage/open-files.js';
import otherDisks from './storage/other-disks.js';
import redoDirectory from './storage/redo-directory.js';
import redoMount from './storage/redo-mount.js';
import systemFileSize from './storage/system-file-size.js';
import systemFiles from './storage/system-files.js';
import undoDirectory from './storage/undo-directory.js';
import undoNames from './storage/undo-names.js';

/**
 * All checks, in the order in which the server meets what they look at: of two problems in one stage, the
 * first one here gives the error that the client sees.
 */
export const checks: readonly Check[] = [
  // On the recipient, before it connects to the donor.
  vendor,
  minimumVersion,
  recipientAccount,
  groupReplicationRunning,
  recoveryMethod,
  recipientClonePlugin,
  newDirectory,
  donorList,
  cloneInProgress,
  // While the recipient connects to the donor.
  donorName,
  donorPort,
  recipientTls,
  donorTls,
  tlsVersions,
  cloneCertificate,
  donorCertificate,
  donorLogin,
  secureTransport,
  donorConnections,
  // On the donor, when the recipient has logged in.
  donorVendor,
  donorAccount,
  donorClonePlugin,
  donorIsRecipient,
  donorBusy,
  donorRedoLog,
  donorDdl,
  donorMaxAllowedPacket,
  // On the recipient, with what the donor has sent: plugins, collations, settings.
  donorPlugins,
  collations,
  version,
  machine,
  operatingSystem,
  characterSet,
  characterSetFilesystem,
  collation,
  pageSize,
  recipientMaxAllowedPacket,
  creatableDirectory,
  recipientDdl,
  superReadOnly,
  instanceLocks,
  // What goes when the copy begins.
  recipientData,
  errantTransactions,
  downstreamReplicas,
  tableLocks,
  // Behind the wipe: the drop, the check of the size, then file by file.
  forceRecovery,
  diskSpace,
  systemFiles,
  knownDirectories,
  externalDirectories,
  undoNames,
  undoDirectory,
  otherDisks,
  redoDirectory,
  confinement,
  tlsForEncryptedData,
  blockSize,
  unencryptedConnection,
  recipientKeyring,
  betterDonor,
  networkFailure,
  copyTime,
  cloneStatus,
  // At the end of the copy.
  parentPidVariable,
  monitoringProcess,
  exitStatus,
  startLimit,
  startTimeout,
  unitCurrent,
  earlierFailure,
  onlyClonePolicy,
  shutdown,
  // When the server starts on the cloned data.
  replacedBinary,
  optionFiles,
  driftedSettings,
  systemFileSize,
  startKnownDirectories,
  redoMount,
  donorFiles,
  pluginOptions,
  componentOptions,
  lowerCaseTableNames,
  keyringAtStart,
  manyTables,
  // Afterwards.
  openFiles,
  foreignTables,
  accounts,
  accountPlugins,
  events,
  inheritedChannels,
  gtidMode,
  serverIdentity,
  binaryLogs,
  readOnly,
  startForceRecovery,
  serverId,
  clonePluginSurvives,
  donorRecoveryChannel,
  recipientRecoveryChannel,
  donorChannels,
  serverDefinitions,
  federatedTables,
  rawLog,
  credentialsCommandLine,
  credentialsOptionFiles,
  // When the recipient joins its group.
  donorState,
  donorAddress,
  recoveryTls,
  recoveryCertificate,
  rejoin,
  cloneThreshold,
  certificationInfo,
];
