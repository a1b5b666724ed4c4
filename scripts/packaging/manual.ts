/**
 * Manual pages: of a program (section 1) from what it says of itself, of a configuration file (section 5) from its chapter in docs/configuration.md.
 */
import type { PackagedProgram } from './packaged-programs.ts';
import type { CommandText, Term } from './program-text.ts';

/** What a page of section 1 has besides the commands. */
export interface ProgramPage {
  readonly program: PackagedProgram;
  readonly commands: readonly CommandText[];
  readonly version: string;
  readonly date: string;
}

const places: Readonly<Record<PackagedProgram['bundle'], { readonly files: readonly Term[]; readonly environment: readonly Term[]; readonly also: string }>> = {
  agent: {
    files: [
      { term: '/etc/stillpoint/agent.toml', text: 'What is backed up, and where to. `enroll` writes a commented one when there is none.' },
      { term: '/var/lib/stillpoint-agent', text: 'Key, certificate and journals of this guest. Never backed up itself.' },
      { term: '/etc/stillpoint/purge-agent-state', text: 'When this file is there, purging the package removes state and configuration too. Otherwise both stay.' },
      { term: 'stillpoint-agent.service', text: 'systemd: `systemctl enable --now stillpoint-agent` after `enroll`. Runs come after what the guest is there for; `systemctl edit stillpoint-agent` with CPUWeight= and IOWeight= changes that.' },
    ],
    environment: [
      { term: 'STILLPOINT_AGENT_CONFIG', text: 'The configuration when --config does not name one.' },
      { term: 'STILLPOINT_DEBUG=1', text: 'Adds stack traces to errors.' },
    ],
    also: 'agent.toml(5)',
  },
  collector: {
    files: [
      { term: '/var/lib/stillpoint', text: 'The datastore, with the private CA and collector.toml. It belongs to the user stillpoint; commands that root runs act as that user.' },
      { term: '/etc/stillpoint/purge-collector-state', text: 'When this file is there, purging the package removes /var/lib/stillpoint too. Otherwise it stays.' },
      {
        term: 'stillpoint-collector.service',
        text: 'systemd: `systemctl enable --now stillpoint-collector` after `init`. For a datastore elsewhere, `systemctl edit stillpoint-collector` with Environment=STILLPOINT_DATASTORE=DIR and ReadWritePaths=DIR in [Service], and an empty ConditionPathExists= in [Unit]; DIR belongs to the user stillpoint.',
      },
    ],
    environment: [
      { term: 'STILLPOINT_DATASTORE', text: 'The datastore when --datastore does not name one.' },
      { term: 'STILLPOINT_DEBUG=1', text: 'Adds stack traces to errors.' },
    ],
    also: 'collector.toml(5)',
  },
};

/** The page of a program, as roff. */
export function programPage({ program, commands, version, date }: ProgramPage): string {
  const [main, ...others] = commands;
  const { files, environment, also } = places[program.bundle];
  return lines(
    `.TH ${program.name.toUpperCase()} 1 "${date}" "Stillpoint ${version}" "Stillpoint"`,
    '.SH NAME',
    `${roff(program.name)} \\- ${roff(program.summary.replace(/^[^:]*: /, ''))}`,
    '.SH SYNOPSIS',
    ...others.filter(({ hasCommands }) => !hasCommands).flatMap(({ path, args, options }) => ['.br', `\\fB${roff([program.name, ...path].join(' '))}\\fR${args.map(({ term }) => ` \\fI${roff(term)}\\fR`).join('')}${options.length > 1 ? ' [\\fIoptions\\fR]' : ''}`]).slice(1),
    '.SH DESCRIPTION',
    roff(program.description),
    '.SH OPTIONS',
    'They may stand before and after every command.',
    ...terms(main?.options ?? []),
    '.SH COMMANDS',
    ...others.flatMap((command) => commandSection(command)),
    '.SH ADDRESSES AND EXIT STATUS',
    ...verbatim(main?.notes ?? ''),
    '.SH FILES',
    ...terms(files),
    '.SH ENVIRONMENT',
    ...terms(environment),
    '.SH SEE ALSO',
    `${roff(also)}, ${program.bundle === 'agent' ? 'stillpoint\\-collector(1)' : 'stillpoint\\-agent(1)'}`,
  );
}

function commandSection({ path, args, summary, options, notes }: CommandText): string[] {
  const own = options.filter(({ flags }) => !flags.includes('--help'));
  return [
    `.SS ${quoted([path.join(' '), ...args.map(({ term }) => term)].join(' '))}`,
    roff(summary),
    ...terms(args.filter(({ text }) => text !== '')),
    ...terms(own),
    ...(notes === '' ? [] : ['.PP', ...verbatim(notes)]),
  ];
}

/** The page of a configuration file: the lines of `markdown` below its heading `## NAME`. */
export function configurationPage({ name, markdown, version, date }: { readonly name: string; readonly markdown: string; readonly version: string; readonly date: string }): string {
  const start = markdown.indexOf(`\n## ${name}\n`);
  if (start < 0) throw new Error(`docs/configuration.md has no chapter "${name}"`);
  const chapter = markdown.slice(start).split(/\n(?=## )/)[1] ?? '';
  return lines(
    `.TH ${name.toUpperCase()} 5 "${date}" "Stillpoint ${version}" "Stillpoint"`,
    '.SH NAME',
    `${roff(name)} \\- configuration of ${name.startsWith('agent') ? 'stillpoint\\-agent(1)' : 'stillpoint\\-collector(1)'}`,
    '.SH DESCRIPTION',
    ...markdownBody(chapter.split('\n').slice(1)),
  );
}

// Only what that document uses: paragraphs, headings, tables, code, lists, links.
function markdownBody(source: readonly string[]): string[] {
  const made: string[] = [];
  let inCode = false;
  let row = 0;
  for (const line of source) {
    if (line.startsWith('```')) {
      inCode = !inCode;
      made.push(...(inCode ? ['.PP', '.nf', '.RS'] : ['.RE', '.fi']));
    } else if (inCode) made.push(roff(line));
    else if (line.startsWith('#')) made.push(`.SH ${quoted(plain(line.replace(/^#+ /, '')).toUpperCase())}`);
    else if (line.startsWith('|')) {
      row++;
      // The first two rows are headings and their rule.
      if (row > 2) made.push(...tableRow(line));
    } else if (line.trim() === '') made.push('.PP');
    else made.push(...(line.startsWith('- ') ? ['.IP \\(bu 2', roff(plain(line.slice(2)))] : [roff(plain(line))]));
    if (!line.startsWith('|')) row = 0;
  }
  return made;
}

function tableRow(line: string): string[] {
  const cells = line.replace(/^\|/, '').replace(/\|\s*$/, '').split(/(?<!\\)\|/).map((cell) => plain(cell.trim().replaceAll('\\|', '|')));
  const [term = '', ...rest] = cells;
  const [type = '', standard = '', ...meaning] = rest;
  const facts = rest.length >= 3 ? [`${type}; default: ${standard}.`, ...meaning] : rest;
  return ['.TP', `\\fB${roff(term)}\\fR`, roff(facts.join(' ')) || '\\&'];
}

function plain(text: string): string {
  return text.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1').replaceAll('`', '').replaceAll('**', '');
}

function terms(list: readonly Term[]): string[] {
  return list.flatMap(({ term, text }) => ['.TP', `\\fB${roff(term)}\\fR`, roff(text.replaceAll('`', '')) || '\\&']);
}

function verbatim(text: string): string[] {
  return ['.nf', ...text.split('\n').map((line) => roff(line)), '.fi'];
}

function quoted(text: string): string {
  return `"${roff(text).replaceAll('"', '\\(dq')}"`;
}

/** Text as roff shows it unchanged: no escapes, and no request at the beginning of a line. */
function roff(text: string): string {
  const escaped = text.replaceAll('\\', '\\e').replaceAll('-', '\\-');
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}

function lines(...list: readonly string[]): string {
  return `${list.join('\n')}\n`;
}
