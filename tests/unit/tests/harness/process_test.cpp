#include "tests/harness/process.h"

#include "tests/harness/temp_dir.h"

#include <doctest/doctest.h>

using snn::golden::Finished;
using snn::golden::run_command;
using snn::golden::TempDir;

TEST_CASE("process: output, errors and exit code are told apart") {
  const TempDir directory;
  const Finished finished =
      run_command("echo out; echo err >&2; exit 3", {.directory = directory.path()});
  CHECK(finished.output == "out\n");
  CHECK(finished.errors == "err\n");
  CHECK(finished.exit == 3);
  CHECK_FALSE(finished.timed_out);
}

TEST_CASE("process: a command runs in its folder, and nothing waits for input") {
  const TempDir directory;
  const Finished finished = run_command("cat; pwd", {.directory = directory.path()});
  CHECK(finished.output == directory.path().string() + "\n");
}

TEST_CASE("process: a command killed by a signal counts as the shell counts") {
  const TempDir directory;
  CHECK(run_command("kill -SEGV $$", {.directory = directory.path()}).exit == 128 + 11);
}

TEST_CASE("process: a command that never ends is stopped, with all it started") {
  const TempDir directory;
  const Finished finished =
      run_command("cat /dev/zero > /dev/null & cat /dev/zero > /dev/null",
                  {.directory = directory.path(), .time_limit = std::chrono::milliseconds(100)});
  CHECK(finished.timed_out);
}

TEST_CASE("process: more output than a pipe holds arrives whole") {
  const TempDir directory;
  const Finished finished = run_command("head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2",
                                        {.directory = directory.path()});
  CHECK(finished.output.size() == 1'000'000);
  CHECK(finished.errors.size() == 1'000'000);
}
