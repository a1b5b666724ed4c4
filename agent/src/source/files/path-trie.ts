/**
 * The paths of a source as a tree of names, so that a walk from the root visits what leads to them and nothing else.
 */

/** A node: the path itself is named when `named`; `children` lead to named paths below. */
export interface PathTrie {
  readonly named: boolean;
  readonly children: ReadonlyMap<string, PathTrie>;
}

interface Growing {
  named: boolean;
  readonly children: Map<string, Growing>;
}

/** Builds the tree of absolute latin1 paths in normal form. */
export function pathTrie(paths: readonly string[]): PathTrie {
  const root: Growing = { named: false, children: new Map() };
  for (const path of paths) {
    let node = root;
    for (const name of path.split('/')) {
      if (name === '') continue;
      let child = node.children.get(name);
      if (child === undefined) {
        child = { named: false, children: new Map() };
        node.children.set(name, child);
      }
      node = child;
    }
    node.named = true;
  }
  return root;
}
