#!/usr/bin/env bash
# Builds the libraries' jars twice from scratch and compares them byte by byte.
set -euo pipefail
cd "$(dirname "$0")/.."
build() {
  mvn -B -q -o clean package -DskipTests -pl infogan-losses,infogan-core -am 2> /dev/null ||
    mvn -B -q clean package -DskipTests -pl infogan-losses,infogan-core -am
  sha256sum infogan-losses/target/*.jar infogan-core/target/*.jar
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
