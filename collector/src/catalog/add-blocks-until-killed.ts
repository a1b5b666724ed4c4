/**
 * Started by a test: adds blocks to the catalog named by its argument for ever and tells on stdout how many calls were answered, until it is killed.
 */
import { newBlock } from './catalog-fixture.ts';
import { openCatalog } from './sqlite-catalog.ts';

const catalog = await openCatalog({ file: process.argv[2] ?? '', readOnly: false });
for (let batch = 0; ; batch++) {
  const names = Array.from({ length: 1000 }, (_, index) => `${String(batch)}-${String(index)}`);
  await catalog.addBlocks([newBlock(1, batch * 1000, names)]);
  process.stdout.write(`${String(batch)}\n`);
}
