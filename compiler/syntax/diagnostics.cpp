#include "compiler/syntax/diagnostics.h"

namespace snn::syntax {

std::vector<diag::DiagInfo> all_diagnostics() {
  return {
      diag::info_of(kNeverClosed),
      diag::info_of(kColonBlock),
      diag::info_of(kClosesNothing),
      diag::info_of(kPowerSign),
      diag::info_of(kMultipliedUnit),
      diag::info_of(kGroupCommas),
      diag::info_of(kWordSign),
      diag::info_of(kAssignOrCompare),
      diag::info_of(kUnexpected),
      diag::info_of(kMissing),
      diag::info_of(kMissingOperator),
      diag::info_of(kBeginsNothing),
      diag::info_of(kReservedName),
      diag::info_of(kWrongSign),
      diag::info_of(kTwice),
      diag::info_of(kWrongOrder),
      diag::info_of(kOutsideHandler),
      diag::info_of(kEquationInHandler),
      diag::info_of(kWrongPlace),
      diag::info_of(kOpenText),
      diag::info_of(kHalfNumber),
      diag::info_of(kUnitProduct),
      diag::info_of(kOrdersDiffer),
      diag::info_of(kSpacedDerivative),
      diag::info_of(kNumberTooLarge),
      diag::info_of(kUnknownCharacter),
      diag::info_of(kForeignCharacter),
      diag::info_of(kNotUtf8),
      diag::info_of(kNulByte),
      diag::info_of(kTooDeep),
      diag::info_of(kLongChain),
  };
}

}  // namespace snn::syntax
