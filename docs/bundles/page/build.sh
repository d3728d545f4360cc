#!/usr/bin/env bash
# Bundles sigma.js and graphology into kg/page/assets, from the versions of package-lock.json.
# Needs node and npm; run it after a change here, and commit what it makes.
set -euo pipefail
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp package.json package-lock.json webgl.js "$scratch"
out="$PWD/../../../kg/page/assets"
cd "$scratch"
npm ci --silent --no-audit --no-fund
npx esbuild webgl.js --bundle --minify --format=iife --global-name=sigmaLibrary --target=es2022 --charset=utf8 \
  --legal-comments=none --log-level=error --outfile="$out/vendor-webgl.js"
{
  echo "Licences of what is bundled in vendor-webgl.js."
  for folder in node_modules/{events,graphology,graphology-utils,sigma}; do
    node -p 'const p = require(`./${process.argv[1]}/package.json`); `\n==== ${p.name} ${p.version}: ${p.license}`' "$folder"
    cat "$folder"/LICENSE* 2>/dev/null || true
  done
} >"$out/vendor-webgl.LICENSE"
