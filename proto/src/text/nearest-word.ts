/**
 * "Did you mean": the known word nearest to a mistyped one.
 */

/**
 * The candidate that the fewest typing errors (a letter added, left out, replaced, or two neighbours swapped) turn `word` into, or undefined
 * when none is near: at most 1 error for words of up to 3 letters, 2 up to 7, 3 beyond. Upper and lower case count as equal; of equally near ones the first.
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  const typed = word.toLowerCase();
  let bestErrors = (typed.length <= 3 ? 1 : typed.length <= 7 ? 2 : 3) + 1;
  let best: string | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - typed.length) >= bestErrors) continue;
    const errors = typingErrors(typed, candidate.toLowerCase());
    // Every letter being wrong is no likeness, however short the words are.
    if (errors < bestErrors && errors < Math.max(typed.length, candidate.length)) {
      bestErrors = errors;
      best = candidate;
    }
  }
  return best;
}

// Damerau-Levenshtein distance (optimal string alignment), row by row.
function typingErrors(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = cell(last, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
      let errors = Math.min(replaced, cell(last, column) + 1, cell(current, column - 1) + 1);
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        errors = Math.min(errors, cell(beforeLast, column - 2) + 1);
      }
      current.push(errors);
    }
    beforeLast = last;
    last = current;
  }
  return cell(last, to.length);
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
