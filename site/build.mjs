// Bundles src/ into orchestrator/site/assets: site.js, site.css, and the licences of what is in it.
// `sources` in the first line of site.js is a digest of src/ and the lock file: a test compares it.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "..", "orchestrator", "site", "assets");
const digest = createHash("sha256");
const sources = ["package-lock.json", ...readdirSync(join(here, "src")).map((name) => `src/${name}`)];
for (const name of sources.sort()) digest.update(name).update("\0").update(readFileSync(join(here, name)));

const options = {
  bundle: true,
  minify: true,
  lineLimit: 160,
  charset: "utf8",
  target: "es2020",
  legalComments: "none",
  metafile: true,
  write: true,
};
const script = await build({
  ...options,
  entryPoints: [join(here, "src", "main.tsx")],
  outfile: join(assets, "site.js"),
  format: "iife",
  jsx: "automatic",
  jsxImportSource: "preact",
  banner: { js: `// sources ${digest.digest("hex")}; licences of what is in it: LICENSES.txt` },
});
await build({ ...options, entryPoints: [join(here, "src", "site.css")], outfile: join(assets, "site.css") });

const packages = new Set();
for (const input of Object.keys(script.metafile.inputs)) {
  const found = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
  if (found) packages.add(found[1]);
}
const texts = [...packages].sort().map((name) => {
  const folder = join(here, "node_modules", name);
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt", "license"].find((each) => existsSync(join(folder, each)));
  if (!file) throw new Error(`${name} ships no licence`);
  return `${name} ${about.version} (${about.license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
});
writeFileSync(join(assets, "LICENSES.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
console.log([...packages].sort().join(", "));
