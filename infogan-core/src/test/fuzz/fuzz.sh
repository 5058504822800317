#!/bin/sh
# Coverage-guided fuzzing of every parser with Jazzer, for a bounded time each.
#
#   mvn test-compile && infogan-core/src/test/fuzz/fuzz.sh 60
#
# The first argument is the number of seconds per parser, 60 if left out; parsers may follow by name,
# all if left out. Findings are written to
# infogan-core/target/fuzz/findings; what is worth keeping goes to src/test/resources/fuzz/PARSER,
# where ParserFuzzTest reads it in every build.
set -eu
seconds=${1:-60}
[ $# -eq 0 ] || shift
wanted=" ${*:-} "
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
for pair in idx:Idx npy:Npy config:Config state:State model:Model checkpoint:Checkpoint svhn:Svhn hdf5:Hdf5 npz:Npz names:Names forged:ForgedModel index:-; do
  name=${pair%%:*}
  target="org.infogan.FuzzTargets\$${pair##*:}Target"
  [ "$name" = index ] && target=org.infogan.io.ArchiveIndexTarget
  [ "$wanted" = "  " ] || case $wanted in *" $name "*) ;; *) continue ;; esac
  # What is instrumented loads slowly, so it is no more than what parses.
  case $name in
    svhn) parsing='org.infogan.data.**' ;;
    hdf5) parsing='org.infogan.data.**:io.jhdf.**' ;;
    config) parsing='org.infogan.*:com.fasterxml.jackson.core.json.**' ;;
    model | checkpoint | forged) parsing='org.infogan.*:org.infogan.io.**' ;;
    *) parsing='org.infogan.**:com.fasterxml.jackson.core.json.**' ;;
  esac
  echo "== $name"
  java -Xmx1g -cp "$work/jazzer-$version.jar:$work/jazzer-api-$version.jar:$classes" \
    com.code_intelligence.jazzer.Jazzer \
    --target_class="$target" \
    --instrumentation_includes="$parsing" \
    --reproducer_path="$work/findings" \
    -max_total_time="$seconds" -rss_limit_mb=4096 -timeout=120 -max_len=200000 \
    -artifact_prefix="$work/findings/$name-" "$work/corpus/$name" > "$work/$name.log" 2>&1 || failed=1
  grep -a -E '^#[0-9]+.*DONE|^== Java Exception|^stat::number_of_executed_units' "$work/$name.log" || tail -n 3 "$work/$name.log"
done
exit $failed
