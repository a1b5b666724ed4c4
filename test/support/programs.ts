/** The programs under test: those that `STILLPOINT_PROGRAMS` has laid out as packages install them (`scripts/test` does), or straight from the sources. */
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../..');
const programs = process.env['STILLPOINT_PROGRAMS'];

/** The collector from its sources, for what the package's launcher does not let through. */
export const sourceCollectorLauncher = join(repository, 'collector/bin/stillpoint-collector');

/** Paths of the launchers. */
export const agentLauncher = programs === undefined ? join(repository, 'agent/bin/stillpoint-agent') : join(programs, 'bin/stillpoint-agent');
export const collectorLauncher = programs === undefined ? sourceCollectorLauncher : join(programs, 'bin/stillpoint-collector');
