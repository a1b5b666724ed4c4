/** Where an object is: what the calls that read and write metadata are given in place of a path. */
export interface ObjectPlace {
  /** The open directory that holds it. */
  readonly directoryFd: number;
  /** Its name there, a latin1 string. */
  readonly name: string;
  /** The object itself, open: always for files and directories, undefined for all others, which cannot be opened. */
  readonly fd: number | undefined;
}
