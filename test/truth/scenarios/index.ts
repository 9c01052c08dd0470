import type { Scenario } from '../scenario.js';
import { compatibilityScenarios } from './compatibility.js';
import { dataScenarios } from './data.js';
import { donorScenarios } from './donor.js';
import { encryptionScenarios } from './encryption.js';
import { gateScenarios } from './gate.js';
import { groupReplicationScenarios } from './group-replication.js';
import { loginScenarios } from './login.js';
import { oneHostScenarios } from './one-host.js';
import { restartScenarios } from './restart.js';
import { startScenarios } from './start.js';
import { storageScenarios } from './storage.js';
import { supervisorScenarios } from './supervisors.js';
import { vendorScenarios } from './vendor.js';

/** Every story, area by area. */
export const scenarios: readonly Scenario[] = [
  ...gateScenarios,
  ...loginScenarios,
  ...compatibilityScenarios,
  ...encryptionScenarios,
  ...restartScenarios,
  ...supervisorScenarios,
  ...groupReplicationScenarios,
  ...dataScenarios,
  ...donorScenarios,
  ...vendorScenarios,
  ...storageScenarios,
  ...oneHostScenarios,
  ...startScenarios,
];
