/**
 * DIR/collector.toml: what an administrator settles for a collector. Every listener stands in it; there are no others.
 */
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import { configTable } from '@stillpoint/proto/config/config-table.ts';
import { parseHostPort } from '@stillpoint/proto/config/network-address.ts';
import { readTomlConfig } from '@stillpoint/proto/config/toml-config.ts';
import { formatHostPort, type HostPort } from '@stillpoint/proto/rpc/address.ts';
import { normalPath } from '@stillpoint/proto/text/normal-path.ts';
import { parseSpan } from '@stillpoint/proto/text/parse-span.ts';
import { shellQuote } from '@stillpoint/proto/text/shell-quote.ts';

import { drillTables } from './drill-schema.ts';
import { admissionTable, bandwidthRules, networkTable } from './network-schema.ts';
import { spaceTable, verifyTable } from './upkeep-schema.ts';
import { MARKER_NAME } from '../datastore/datastore-marker.ts';
import { notifySchema } from '../notify/notify-config.ts';

/** Levels of the log, from quiet to talkative. */
export const logLevels = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

// Timers of Node hold less than 25 days.
const minGcIntervalMs = 600_000;
const maxGcIntervalMs = 20 * 86_400_000;
const maxRenewGraceMs = 3650 * 86_400_000;

/** Listens here when `init` is not told otherwise: no other host can reach it. */
export const defaultListener: HostPort = { host: '127.0.0.1', port: 7443 };

const listener = z.string({ error: 'expected HOST:PORT' }).transform((text, context): HostPort => {
  // Port 0 lets the system choose: for tests and trials.
  const address = parseHostPort(text, 0);
  if (address !== undefined) return address;
  context.addIssue({ code: 'custom', message: 'expected HOST:PORT or [IPV6]:PORT' });
  return z.NEVER;
});

const gcInterval = z.string({ error: 'expected a span of time such as 24h, or off' }).transform((text, context): number | undefined => {
  if (text === 'off') return undefined;
  const intervalMs = parseSpan(text);
  if (intervalMs !== undefined && intervalMs >= minGcIntervalMs && intervalMs <= maxGcIntervalMs) return intervalMs;
  context.addIssue({ code: 'custom', message: 'expected a span of time from 10m to 20d, such as 24h, or off' });
  return z.NEVER;
});

const absolutePath = z.string({ error: 'expected an absolute path' }).transform((text, context): string => {
  const path = normalPath(text);
  if (path !== undefined) return path;
  context.addIssue({ code: 'custom', message: 'expected an absolute path without ".."' });
  return z.NEVER;
});

const labelKey = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$/u, { error: 'expected the key of a label' });

const renewGrace = z.string({ error: 'expected a span of time such as 400d' }).transform((text, context): number => {
  const graceMs = parseSpan(text);
  if (graceMs !== undefined && graceMs >= 86_400_000 && graceMs <= maxRenewGraceMs) return graceMs;
  context.addIssue({ code: 'custom', message: 'expected a span of time from 1d to 3650d, such as 400d' });
  return z.NEVER;
});

const schema = configTable({
  listen: z.array(listener).min(1),
  advertise: z.array(listener).default([]),
  space: spaceTable,
  verify: verifyTable,
  drill: drillTables,
  certificates: configTable({ renew_grace: renewGrace.prefault('400d') }).prefault({}),
  gc: configTable({ interval: gcInterval.prefault('24h') }).prefault({}),
  schedule: configTable({ max_running: z.int().min(1).max(64).default(8), max_running_per_label: z.record(labelKey, z.int().min(1).max(64)).default({}) }).prefault({}),
  network: networkTable,
  admission: admissionTable,
  bandwidth: bandwidthRules,
  notify: notifySchema.prefault({}),
  metrics: configTable({ listen: z.array(listener).default([]) }).prefault({}),
  rollout: configTable({ listen: z.array(listener).default([]), packages: absolutePath.optional() }).prefault({}),
  log: configTable({ level: z.enum(logLevels).default('info') }).prefault({}),
});

/** A collector's settings. `advertise` is what agents are told to connect to; empty: the listeners themselves. */
export type CollectorConfig = z.infer<typeof schema>;

/** Path of the configuration of the datastore in `directory`. */
export function collectorConfigPath(directory: string): string {
  return join(directory, 'collector.toml');
}

/** Reads DIR/collector.toml. CONFIG_MISSING, PERMISSION_DENIED, CONFIG_INVALID (with file, line and column). */
export function readCollectorConfig(directory: string): CollectorConfig {
  return readTomlConfig(collectorConfigPath(directory), schema, {
    missingHint: missingHint(directory),
  });
}

// `init` refuses a directory that is a datastore: without its configuration only, one line makes it whole.
function missingHint(directory: string): string {
  if (!existsSync(join(directory, MARKER_NAME))) return `\`stillpoint-collector init --datastore ${shellQuote(directory)}\` makes a datastore with its configuration`;
  const line = `listen = [${JSON.stringify(formatHostPort(defaultListener))}]`;
  return `the datastore is there, only this file is missing: put back a copy, or write it with the address that its agents connect to, such as \`echo ${shellQuote(line)} > ${shellQuote(collectorConfigPath(directory))}\``;
}

/** Folder with the agent's packages. */
export function rolloutFolder(config: CollectorConfig, directory: string): string {
  return config.rollout.packages ?? join(directory, 'rollout');
}

/** Addresses of the roll-out for the line that is pasted on a guest. */
export function rolloutAddresses(listeners: readonly HostPort[]): string[] {
  return listeners.map(reachable);
}

/** Addresses for the line that is pasted on a guest; a listener on every interface is named by this host's name. */
export function agentAddresses(config: Pick<CollectorConfig, 'advertise'>, listeners: readonly HostPort[]): string[] {
  if (config.advertise.length > 0) return config.advertise.map(formatHostPort);
  return listeners.map(reachable);
}

function reachable({ host, port }: HostPort): string {
  return formatHostPort({ host: host === '0.0.0.0' || host === '::' ? hostname() : host, port });
}

/** The file that `init` writes. */
export function defaultCollectorConfig(listeners: readonly HostPort[]): string {
  return `# Configuration of this collector; \`stillpoint-collector serve\` reads it when it starts.

# Addresses on which agents are answered, as HOST:PORT or [IPV6]:PORT. The collector listens nowhere else.
# Name the address in the backup segment; 0.0.0.0 would open the port on every network of this host.
listen = [${listeners.map((address) => JSON.stringify(formatHostPort(address))).join(', ')}]

# Addresses that \`token create\` tells guests to use, when they differ from the ones above (a name, or an address behind NAT).
# advertise = ["backup.example:7443"]

[certificates]
# A guest that was off for longer than its certificate (90 days) renews it by itself for so long after its end; later it is enrolled anew.
# renew_grace = "400d"

[gc]
# How often the space of what no snapshot needs any more is given back (10m to 20d), or "off": then only \`stillpoint-collector gc\` does it.
interval = "24h"

[verify]
# How often every byte is read and checked by itself (1h to 365d), or "off": then only \`stillpoint-collector verify --read-data\` does it. What is damaged is told by \`status\`.
interval = "7d"
# Bytes that are read in a second at most, so that backups and restores have the disks; "off" for no bound.
rate = "50M"
# How much is read each time: with "25%" every fourth time is through with everything.
sample = "100%"

# Restores that are tried by themselves, into a folder with room for them; \`drill\` shows how they went. Any number.
# [[drill]]
# plan = "db1/daily"
# interval = "30d"
# scratch = "/srv/scratch"
# check = 'grep -q root "$STILLPOINT_DRILL_DIR"/files/etc/passwd'

[space]
# Running backups are ended when less than this is free, and space that is kept for deleting on a full disk. On a small filesystem neither is more than 5 % of it.
# New backups are refused earlier: [admission] min_free.
floor = "512M"
reserve = "64M"

[schedule]
# Scheduled runs that go on at a time, of all agents together; more wait for their turn.
# max_running = 8
# As many of them on guests that share a value of a label: one guest of each host at a time.
# max_running_per_label = { host = 1 }

[rollout]
# Addresses on which guests may fetch the agent's package and an installer, over HTTPS; none: that is off. \`token create\` prints the line to paste on a guest then.
# listen = ["10.20.0.5:7444"]
# Folder with the packages that scripts/package makes; without this line it is the folder "rollout" beside this file.
# packages = "/var/lib/stillpoint/rollout"

# Who is told when something needs somebody; \`stillpoint-collector notify test\` tries it. All of these, or any.
# [notify]
# command = ["/usr/local/bin/page-somebody"]    # the alarms come as JSON on its standard input
# [notify.webhook]
# url = "https://chat.example/hooks/backup"     # the alarms are posted as JSON, with a field "text"
# [notify.mail]
# to = ["operators@example.com"]
# smtp = "127.0.0.1:25"

# [metrics]
# listen = ["127.0.0.1:9464"]                   # for Prometheus, plain HTTP: name an address that only it can reach

# Only peers in these networks may connect; without any, everybody may try.
# [network]
# allow = ["10.20.0.0/24"]

# How fast agents may send. The first rule whose hours it is holds; \`stillpoint-collector limits\` sets others at once.
# [[bandwidth]]
# window = "07:00-20:00"
# total = "200Mbit"       # all agents together
# per_agent = "100Mbit"   # each

# When new backups are refused, to come back later; those that go on finish.
# [admission]
# max_sessions = 64       # at a time; more wait for their turn
# max_waiting = 256       # beyond these
# min_rate = "1Mbit"      # with less left of [[bandwidth]]
# min_free = "1G"         # with less free on the disk, at most 10 % of it

[log]
# error, warn, info or debug. The log goes to stderr: short lines on a terminal, JSON elsewhere.
level = "info"
`;
}
