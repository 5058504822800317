#!/usr/bin/env bash
# Builds every jar of a release, and the list of what it holds, twice from scratch and compares them byte by byte.
set -euo pipefail
cd "$(dirname "$0")/.."
release=(clean package -Prelease,more-tests -Dproject.home=https://example.org/infogan -DskipTests
  -pl infogan-losses,infogan-core,infogan-spark -am)
build() {
  mvn -B -q "${release[@]}" >&2 # online: the list of what it holds is left out otherwise
  sha256sum infogan-*/target/infogan-*.jar target/bom.json target/bom.xml
}
first=$(build)
second=$(build)
echo "$first"
if [ "$first" = "$second" ]; then
  echo "The second build has the same hashes."
else
  echo "The second build differs:" && echo "$second"
  exit 1
fi
