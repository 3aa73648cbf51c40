#pragma once
// What `snn run` says while a network runs and afterwards.

#include "runtime/host/report.h"
#include "runtime/host/run.h"
#include "runtime/host/stopwatch.h"

namespace snn::cli {

/// One line on standard error that is written over.
void show_progress(const host::Progress& progress);
/// Takes it away again.
void clear_progress();

/// Rates, expectations and where the results are, on standard output; what went wrong on standard
/// error.
void print_result(const host::Report& report);
/// Seconds, on standard error: on the clock, and of all processors together.
void print_times(const host::Report& report, const host::Spent& compiled);

}  // namespace snn::cli
