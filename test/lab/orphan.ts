// Starts a lab and waits to be killed: the test's stand-in for a test run that crashes.
import { startLab } from './lab.js';

const lab = await startLab(['orphan']);
process.stdout.write(`${lab.id} ${lab.host('orphan').via}\n`);
setInterval(() => {}, 1000);
