/** Packs what the build has written, so that no server has to: `NAME.br` beside each file that browsers keep. */

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { Plugin } from "vite";

/**
 * A file whose name has not changed has not changed either, so that its pack stays: another version of Node.js might pack
 * it otherwise, and `make check-gen` would find a difference. What is not of this build any more is removed.
 */
export const packing: Plugin = {
  name: "packing",
  apply: "build",
  writeBundle({ dir = "" }, bundle) {
    const assets = join(dir, "assets");
    const names = Object.keys(bundle)
      .filter((name) => name.startsWith("assets/"))
      .map((name) => name.slice("assets/".length));
    const packed = new Set(names.map((name) => `${name}.br`));
    for (const name of readdirSync(assets)) {
      if (!names.includes(name) && !packed.has(name)) rmSync(join(assets, name));
    }
    for (const name of names) {
      const pack = join(assets, `${name}.br`);
      if (!existsSync(pack)) writeFileSync(pack, brotliCompressSync(readFileSync(join(assets, name))));
    }
  },
};
