#pragma once
// What sizes, partners, weights and delays must keep to. The checker says it of what is known at
// the declared values, elaboration of the rest, in the same words.

#include "compiler/diag/diagnostic.h"

#include <string_view>

namespace snn::model {

inline constexpr diag::DiagDef<std::string_view, std::string_view, std::string_view> kShortDelay{
    diag::Severity::Error, "C501",
    "{} {} is shorter than the step {}; a spike cannot arrive in the step that sends it"};
inline constexpr diag::DiagDef<std::string_view, std::string_view, std::string_view,
                               std::string_view>
    kOffGrid{diag::Severity::Warning, "C502", "{} {} is not a multiple of dt = {} and becomes {}"};
inline constexpr diag::DiagDef<std::string_view, std::string_view, std::string_view> kDalesLaw{
    diag::Severity::Error, "C503", "Dale's law: `{}` is declared {}, but this projection {}"};
inline constexpr diag::DiagDef<std::string_view, std::string_view, std::string_view> kOutsidePort{
    diag::Severity::Error, "C504", "{}: `{}` is {}"};
inline constexpr diag::DiagDef<std::string_view, std::string_view> kTooManyPartners{
    diag::Severity::Error, "C506", "`pairs {}` {}"};
inline constexpr diag::DiagDef<std::string_view, std::string_view> kUnequalSizes{
    diag::Severity::Error, "C507", "`one_to_one` needs equal sizes: {} to {}"};
inline constexpr diag::DiagDef<std::string_view, std::string_view> kBadSize{diag::Severity::Error,
                                                                            "C514", "{} is {}"};
inline constexpr diag::DiagDef<std::string_view> kSubscriptRange{diag::Severity::Error, "C515",
                                                                 "{}"};
inline constexpr diag::DiagDef<std::string_view, std::string_view> kProbability{
    diag::Severity::Error, "C516", "a probability lies between 0 and 1; `{}` is {}"};

}  // namespace snn::model
