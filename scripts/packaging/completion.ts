/**
 * Completion for bash. Commands and options stand in the script, so that they cost nothing; names of agents, plans and snapshots are asked of the program's hidden
 * command `complete`, which prints one in a line and nothing when it cannot know them.
 */
import type { PackagedProgram } from './packaged-programs.ts';
import type { CommandText } from './program-text.ts';

type Names = 'agents' | 'plans' | 'snapshots' | 'files';

/** The script for `program`. */
export function completionScript(program: PackagedProgram, commands: readonly CommandText[]): string {
  const func = `_${program.name.replaceAll('-', '_')}`;
  const chooser = program.bundle === 'agent' ? '--config' : '--datastore';
  const valued = [...new Set(commands.flatMap(({ options }) => options.filter(({ value }) => value !== undefined).flatMap(({ flags }) => flags)))];
  return `# Completion of ${program.name} for bash.
${func}() {
  local line=\${COMP_LINE:0:COMP_POINT} word previous='' command='' chosen=() words=() kind='' options='' subcommands=''
  read -ra words <<<"$line"
  local current=''
  case $line in *[[:blank:]]) ;; *) current=\${words[-1]}; unset 'words[-1]' ;; esac
  for word in "\${words[@]:1}"; do
    case $previous in
      ${chooser}) chosen=(${chooser} "$word") ;;
      ${valued.join(' | ')}) ;;
      *) case $word in -*) ;; *) case " \${command:-} $word " in
${commandPaths(commands)}
      esac ;; esac ;;
    esac
    previous=$word
  done
  case $command in
${commands.map((command) => commandCase(command, commands)).join('\n')}
  esac
  case $previous in
    --agent | --name) kind=agents ;;
    --plan) kind=plans ;;
    ${valued.filter((flag) => !['--agent', '--name', '--plan'].includes(flag)).join(' | ')}) kind=files ;;
  esac
  local found=''
  case $current in
    -*) found=$options ;;
    *) case $kind in
      '') found=$subcommands ;;
      files) compopt -o default; COMPREPLY=(); return ;;
      *) found=$(${program.name} "\${chosen[@]}" complete "$kind" 2>/dev/null </dev/null) ;;
    esac ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$found" -- "$current")
  # bash takes what stands before a colon or an at sign for finished words.
  local done=\${current%"\${current##*[:@=]}"}
  case $COMP_WORDBREAKS in *[:@]*) COMPREPLY=("\${COMPREPLY[@]#"$done"}") ;; esac
}
complete -F ${func} ${program.name}
`;
}

/** Sets `command` when a word is one, or one of a group's. */
function commandPaths(commands: readonly CommandText[]): string {
  return commands
    .filter(({ path }) => path.length > 0)
    .map(({ path }) => `        ' ${path.slice(0, -1).join(' ')} ${path.at(-1) ?? ''} ') command='${path.join(' ')}' ;;`)
    .join('\n');
}

function commandCase({ path, options, args }: CommandText, commands: readonly CommandText[]): string {
  const children = commands.filter((other) => other.path.length === path.length + 1 && path.every((word, at) => other.path[at] === word)).map((other) => other.path.at(-1) ?? '');
  const everywhere = commands[0]?.options.filter(({ flags }) => !flags.includes('--version')) ?? [];
  const words = [...new Set([...options, ...everywhere].flatMap(({ flags }) => flags.filter((flag) => flag.startsWith('--'))))];
  return `    '${path.join(' ')}') options='${words.join(' ')}' subcommands='${children.join(' ')}' kind='${namesOf(path, args[0]?.term ?? '')}' ;;`;
}

function namesOf(path: readonly string[], argument: string): Names | '' {
  if (/ADDRESS|SNAPSHOT/.test(argument)) return 'snapshots';
  if (argument.includes('PLAN')) return 'plans';
  if (argument.includes('FILE')) return 'files';
  return path[0] === 'agents' && argument.includes('NAME') ? 'agents' : '';
}
