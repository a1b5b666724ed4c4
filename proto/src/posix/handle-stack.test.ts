import { mkdirSync, readdirSync, renameSync } from 'node:fs';

import { expect, test } from 'vitest';

import { createFileAt, makeDirectoryAt } from './create.ts';
import { openDirectory, readNames } from './directory-handle.ts';
import { HandleStack } from './handle-stack.ts';
import { closeHandle } from './open-file.ts';
import { TemporaryFolder } from './temporary-folder.ts';

function openHandles(): number {
  return readdirSync('/proc/self/fd').length;
}

test('a tree 2,100 levels deep with names of 255 bytes is made and walked with few handles', () => {
  using folder = new TemporaryFolder();
  const before = openHandles();
  {
    using stack = new HandleStack(openDirectory(folder.path, { follow: true }), 50);
    const names = Array.from({ length: 2100 }, (_, level) => `${level}-`.padEnd(255, '\xff'));
    for (const name of names) {
      makeDirectoryAt(stack.fd, name, 0o700);
      stack.enter(name);
    }
    expect(stack.depth).toBe(2100);
    closeHandle(createFileAt(stack.fd, 'bottom', 0o600));
    expect(openHandles() - before).toBeLessThanOrEqual(51);
    for (const name of names.toReversed()) {
      stack.leave();
      expect(readNames(stack.fd)).toEqual([name]);
    }
    expect(stack.depth).toBe(0);
    expect(() => { stack.leave(); }).toThrow(RangeError);
  }
  expect(openHandles()).toBe(before);
});

function deep(folder: TemporaryFolder, maxOpen: number): HandleStack {
  mkdirSync(`${folder.path}/a/b/c/d/e`, { recursive: true });
  const stack = new HandleStack(openDirectory(folder.path, { follow: true }), maxOpen);
  for (const name of ['a', 'b', 'c', 'd', 'e']) stack.enter(name);
  return stack;
}

test('a directory that was moved away while the walk was below is left for its old parent', () => {
  using folder = new TemporaryFolder();
  using stack = deep(folder, 2);
  mkdirSync(`${folder.path}/elsewhere`);
  renameSync(`${folder.path}/a/b/c/d`, `${folder.path}/elsewhere/d`);
  stack.leave();
  stack.leave();
  expect(stack.depth).toBe(3);
  expect(readNames(stack.fd)).toEqual([]);
  stack.leave();
  expect(readNames(stack.fd)).toEqual(['c']);
});

test('a directory that was swapped while the walk was below is an error, and the ones above are still found', () => {
  using folder = new TemporaryFolder();
  using stack = deep(folder, 2);
  mkdirSync(`${folder.path}/elsewhere`);
  // Neither d's parent nor the name c below b leads to the c that was entered.
  renameSync(`${folder.path}/a/b/c/d`, `${folder.path}/elsewhere/d`);
  renameSync(`${folder.path}/a/b/c`, `${folder.path}/elsewhere/c`);
  mkdirSync(`${folder.path}/a/b/c`);
  stack.leave();
  expect(() => { stack.leave(); }).toThrow(/ESTALE/);
  expect(() => stack.fd).toThrow(/ESTALE/);
  expect(stack.depth).toBe(3);
  stack.leave();
  expect(readNames(stack.fd)).toEqual(['c']);
  stack.leave();
  expect(readNames(stack.fd)).toEqual(['b']);
});

test('entering what is no directory fails and stays where it was', () => {
  using folder = new TemporaryFolder();
  using stack = new HandleStack(openDirectory(folder.path, { follow: true }));
  closeHandle(createFileAt(stack.fd, 'file', 0o600));
  expect(() => stack.enter('file')).toThrow(/ENOTDIR/);
  expect(stack.tryEnter('missing')).toBe(-2);
  expect(stack.depth).toBe(0);
  expect(readNames(stack.fd)).toEqual(['file']);
});
