#!/bin/sh
# Builds each fuzz target and runs it: Tests/Fuzz/run.sh [SECONDS [TARGET…]]
# An input that fails is kept in .build/fuzz/findings and ends the run with status 1.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- $(cd Tests/Fuzz && ls *.swift | sed 's/\.swift$//')
out=.build/fuzz
for module in Ingestion Linguistics Aggregation; do
  swift build --scratch-path $out -c release --target $module -Xswiftc -sanitize=fuzzer
done
release=$out/release
mkdir -p $out/findings
headers=$(find Sources/SystemLibraries $release/CKnowledge.build $release/CPageChecksum.build -name module.modulemap | sed "s/^/-Xcc -fmodule-map-file=/")
headers="$headers $(find Sources/SystemLibraries -name include | sed 's/^/-Xcc -I/')"
package="-package-name $(basename "$PWD" | tr A-Z- a-z_)"
# The package's build runs a tool that writes the digest of the rules, and a tool cannot be built as a fuzz target. So Extraction is compiled here.
# That takes minutes, so it is only done after a change.
printf 'enum RulesDigest { static let value: UInt64 = 0 }\n' >$out/RulesDigest.swift
if [ ! -f $out/Extraction.o ] || [ -n "$(find Sources -name '*.swift' -newer $out/Extraction.o)" ]; then
  swiftc -O -wmo -parse-as-library -swift-version 6 -enable-upcoming-feature InternalImportsByDefault \
    -enable-upcoming-feature MemberImportVisibility -sanitize=fuzzer $package -module-name Extraction -emit-module \
    -emit-module-path $release/Modules/Extraction.swiftmodule -c -o $out/Extraction.o -I $release/Modules \
    -Xcc -ISources/CKnowledge/include $headers $(find Sources/Extraction -name '*.swift') $out/RulesDigest.swift
fi
objects=$(find $release/Ingestion.build $release/Linguistics.build $release/Ranking.build $release/Record.build \
  $release/Platform.build $release/Knowledge.build $release/CKnowledge.build $release/CLibXML2.build \
  $release/CBrotli.build $release/CZstd.build $release/CNettle.build $release/Aggregation.build $release/FullText.build \
  $release/Linkage.build $release/CPageChecksum.build $release/CSQLite.build $release/CPQ.build -name '*.o')
# A target that C targets alone depend on is not built with theirs.
clang -O2 -ISources/CLateBinding/include -c -o $out/late_binding.o Sources/CLateBinding/late_binding.c
objects="$objects $out/Extraction.o $out/late_binding.o"
failed=0
for target in "$@"; do
  if ! swiftc -O -parse-as-library -sanitize=fuzzer $package -I $release/Modules \
    -Xcc -ISources/CKnowledge/include $headers \
    Tests/Fuzz/$target.swift $objects -lz -o $out/$target; then
    failed=1
    echo "$target does not build"
    continue
  fi
  mkdir -p $out/corpus-$target
  echo "$target: $seconds seconds"
  # Swift's own report of a crash would come before the fuzzer keeps the input.
  SWIFT_BACKTRACE=enable=no $out/$target -max_total_time=$seconds -timeout=10 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
    -artifact_prefix=$out/findings/$target- $out/corpus-$target Tests/Fuzz/Seeds/$target 2>$out/$target.log || {
    failed=1
    echo "$target: a finding, kept in $out/findings"
    tail -n 30 $out/$target.log
  }
  grep -E 'stat::(number_of_executed_units|average_exec_per_sec|peak_rss_mb)' $out/$target.log || true
done
exit $failed
