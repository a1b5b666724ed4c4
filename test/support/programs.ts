/** The programs under test: those that `STILLPOINT_PROGRAMS` has laid out as packages install them (`scripts/test` does), or straight from the sources. */
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../..');
const programs = process.env['STILLPOINT_PROGRAMS'];

/** Paths of the launchers. */
export const agentLauncher = programs === undefined ? join(repository, 'agent/bin/stillpoint-agent') : join(programs, 'bin/stillpoint-agent');
export const collectorLauncher = programs === undefined ? join(repository, 'collector/bin/stillpoint-collector') : join(programs, 'bin/stillpoint-collector');
