#!/bin/sh
# Coverage-guided fuzzing of every parser with Jazzer, for a bounded time each.
#
#   mvn test-compile && infogan-core/src/test/fuzz/fuzz.sh 60
#
# The argument is the number of seconds per parser, 60 if left out. Findings are written to
# infogan-core/target/fuzz/findings; what is worth keeping goes to src/test/resources/fuzz/PARSER,
# where ParserFuzzTest reads it in every build.
set -eu
seconds=${1:-60}
cd "$(dirname "$0")/../../.."
version=0.24.0
work=target/fuzz
mkdir -p "$work/findings"
for artifact in jazzer jazzer-api; do
  (cd .. && mvn -q -B -N dependency:copy -Dartifact=com.code-intelligence:$artifact:$version \
    -DoutputDirectory="$PWD/infogan-core/$work")
done
(cd .. && mvn -q -B -pl infogan-core -am test-compile dependency:build-classpath \
  -Dmdep.outputFile="$PWD/infogan-core/$work/classpath.txt" -Dmdep.includeScope=test -Dspotless.check.skip)
classes="target/test-classes:target/classes:../infogan-losses/target/classes:$(cat "$work/classpath.txt")"
java -cp "$classes" org.infogan.FuzzTargets "$work/corpus"
failed=0
for pair in idx:Idx npy:Npy config:Config state:State model:Model checkpoint:Checkpoint forged:ForgedModel index:-; do
  name=${pair%%:*}
  target="org.infogan.FuzzTargets\$${pair##*:}Target"
  [ "$name" = index ] && target=org.infogan.io.ArchiveIndexTarget
  echo "== $name"
  java -Xmx1g -cp "$work/jazzer-$version.jar:$work/jazzer-api-$version.jar:$classes" \
    com.code_intelligence.jazzer.Jazzer \
    --target_class="$target" \
    --instrumentation_includes='org.infogan.**:com.fasterxml.jackson.**' \
    --reproducer_path="$work/findings" \
    -max_total_time="$seconds" -rss_limit_mb=4096 -timeout=120 -max_len=200000 \
    -artifact_prefix="$work/findings/$name-" "$work/corpus/$name" > "$work/$name.log" 2>&1 || failed=1
  grep -a -E '^#[0-9]+.*DONE|^== Java Exception|^stat::number_of_executed_units' "$work/$name.log" || tail -n 3 "$work/$name.log"
done
exit $failed
