#!/bin/sh
# Prints the modules as a Mermaid graph, made from Package.swift: an arrow leads from a module to one that it builds on; what follows from other
# arrows is left out. `module-picture.sh --write` puts it into CONTRIBUTING.md.
set -eu
cd "$(dirname "$0")/../.."

picture() {
  echo '```mermaid'
  echo 'graph BT'
  tr '\n' ' ' <Package.swift | grep -oE '(module\(|executableTarget\( *name:) *"[A-Za-z]+"(, *(dependencies: *)?\[[^]]*\])?' |
    awk -F'"' '
      { name = $2; if (name == "TestSupport" || name == "SourceDigest") next
        order[++count] = name
        for (field = 4; field <= NF; field += 2) if ($field !~ /^C[A-Z]/ && $field != "TestSupport") uses[name, $field] = 1 }
      function reaches(from, to, depth,    other) {
        if (depth > 20) return 0
        for (other = 1; other <= count; other++)
          if ((from, order[other]) in uses && (order[other] == to || reaches(order[other], to, depth + 1))) return 1
        return 0
      }
      END {
        for (a = 1; a <= count; a++) {
          print "  " order[a]
          for (b = 1; b <= count; b++) {
            if (!((order[a], order[b]) in uses)) continue
            follows = 0
            for (c = 1; c <= count && !follows; c++)
              if (c != b && (order[a], order[c]) in uses && reaches(order[c], order[b], 0)) follows = 1
            if (!follows) print "  " order[a] " --> " order[b]
          }
        }
      }'
  echo '```'
}

if [ "${1:-}" = --write ]; then
  picture >.build/module-picture.md
  awk '/^```mermaid$/ { while ((getline line < ".build/module-picture.md") > 0) print line; skip = 1 } !skip { print } /^```$/ { skip = 0 }' \
    CONTRIBUTING.md >.build/CONTRIBUTING.md
  cat .build/CONTRIBUTING.md >CONTRIBUTING.md
else
  picture
fi
