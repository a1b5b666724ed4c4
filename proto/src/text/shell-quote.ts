/**
 * Words for a POSIX shell, so that a printed command or address can be pasted.
 */

// Letters, marks and digits of any script stand for themselves; blanks other than ASCII's do not, since shells differ on them.
const safeWord = /^[\p{L}\p{M}\p{N}_@%+:,./-][\p{L}\p{M}\p{N}_@%+=:,./-]*$/u;

/** `word` as one shell word: as it is when that is safe, else in single quotes. */
export function shellQuote(word: string): string {
  return safeWord.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
