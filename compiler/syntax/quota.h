#pragma once
// Enough is enough: after so many messages of one stage the rest is an echo, or no model at all.

#include "compiler/diag/diagnostic.h"

#include <cstddef>
#include <memory>

namespace snn::syntax {

/// Silences the sink, as long as it lives, once `check` finds more errors than the quota allows.
class Quota {
 public:
  explicit Quota(diag::Diagnostics& diags) : diags_(diags), n_before_(diags.n_errors()) {}

  void check() {
    if (silence_ == nullptr && diags_.n_errors() - n_before_ >= kMostMessages) {
      silence_ = std::make_unique<diag::Diagnostics::Mute>(diags_);
    }
  }

 private:
  static constexpr std::size_t kMostMessages = 50;

  diag::Diagnostics& diags_;
  std::size_t n_before_;
  std::unique_ptr<diag::Diagnostics::Mute> silence_;
};

}  // namespace snn::syntax
