# `./dev coverage`: which lines of the front end the tests execute. Read by the script `dev`.

measure_coverage() {
  need "${build_packages[@]}" "${coverage_packages[@]}" "${format_packages[@]}"
  local enforce=()
  case ${1:-} in
    '') ;;
    --enforce) enforce=(--fail-under-line 95) ;;
    *) die "unknown option of coverage: $1 (see ./dev help)" ;;
  esac
  configure_and_build coverage
  find build/coverage -name '*.gcda' -delete
  # What fails here fails in ./dev test too; the lines count all the same.
  ctest --preset coverage -LE "$apart|once" >&2 || true
  golden_runner coverage --all-codes tests/golden >&2 || true
  build/coverage/tests/manual/snn_manual --snn build/coverage/compiler/cli/snn . >&2 || true
  gcovr --root . --filter compiler/ --filter runtime/ --exclude-unreachable-branches \
    --exclude-throw-branches -j 2 --sort-uncovered --txt build/coverage.txt --html-details build/coverage/report.html \
    --print-summary "${enforce[@]}" build/coverage
  say "by file: build/coverage.txt, by line: build/coverage/report.html"
}
