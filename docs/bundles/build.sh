#!/usr/bin/env bash
# Bundles the SPARQL page's editor and engine into kg/site/assets, from the versions of package-lock.json.
# Needs node and npm; run it after a change here, and commit what it makes.
set -euo pipefail
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp package.json package-lock.json editor.js worker.js "$scratch"
here=$PWD
cd "$scratch"
npm ci --silent --no-audit --no-fund
out="$here/../../kg/site/assets"
options=(--bundle --minify --format=iife --target=es2022 --charset=utf8 --legal-comments=none --log-level=error)
npx esbuild editor.js "${options[@]}" --outfile="$out/vendor-editor.js"
npx esbuild worker.js "${options[@]}" --define:import.meta.url=undefined --outfile="$out/vendor-worker.js"
gzip -9 -n -c node_modules/oxigraph/web_bg.wasm >"$out/oxigraph.wasm.gz"
{
  echo "Licences of what is bundled in vendor-editor.js, vendor-worker.js and oxigraph.wasm."
  for folder in $(npm query ':root > .prod, .prod' | node -e '
    const found = JSON.parse(require("fs").readFileSync(0)).filter((one) => one.location && !one.dev);
    console.log([...new Set(found.map((one) => one.location))].sort().join(" "));'); do
    node -p 'const p = require(`./${process.argv[1]}/package.json`); `\n==== ${p.name} ${p.version}: ${p.license}`' "$folder"
    cat "$folder"/LICENSE* 2>/dev/null || echo "Licence text: https://github.com/oxigraph/oxigraph (MIT or Apache-2.0, as the package names them)"
  done
} >"$out/vendor-licences.txt"
