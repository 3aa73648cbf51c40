#pragma once
// Everything the reader of source text has to say: family P.

#include "compiler/diag/diagnostic.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace snn::syntax {

using diag::DiagDef;
using diag::Severity;
using Text = std::string_view;

// ---- braces and blocks ------------------------------------------------------------------------
inline constexpr DiagDef<Text> kNeverClosed{Severity::Error, "P001", "the {} is never closed"};
inline constexpr DiagDef<> kColonBlock{Severity::Error, "P002",
                                       "blocks are written with braces, not a colon"};
inline constexpr DiagDef<Text> kClosesNothing{Severity::Error, "P006", "this `{}` closes nothing"};

// ---- habits of other languages ----------------------------------------------------------------
inline constexpr DiagDef<> kPowerSign{Severity::Error, "P003", "powers are written `^`"};
inline constexpr DiagDef<> kMultipliedUnit{
    Severity::Error, "P004", "a unit follows its number directly; it is not multiplied"};
inline constexpr DiagDef<Text> kGroupCommas{Severity::Error, "P005",
                                            "{} outside `{{ }}` are separated by commas"};
inline constexpr DiagDef<Text, Text> kWordSign{Severity::Error, "P009",
                                               "`{}` is written as a word: `{}`"};
inline constexpr DiagDef<Text, Text> kAssignOrCompare{Severity::Error, "P015", "`{}` {}"};

// ---- words and signs that do not fit ----------------------------------------------------------
inline constexpr DiagDef<Text> kUnexpected{Severity::Error, "P010", "did not expect {} here"};
inline constexpr DiagDef<Text, Text> kMissing{Severity::Error, "P011", "{} is missing {}"};
inline constexpr DiagDef<Text, Text> kMissingOperator{
    Severity::Error, "P012", "an operator is missing between `{}` and `{}`"};
inline constexpr DiagDef<Text, Text> kBeginsNothing{Severity::Error, "P013",
                                                    "`{}` does not begin anything in {}"};
inline constexpr DiagDef<Text> kReservedName{Severity::Error, "P014",
                                             "`{}` is a word of the language and cannot be a name"};
inline constexpr DiagDef<Text, Text> kWrongSign{Severity::Error, "P018",
                                                "`{}` stands where `{}` belongs"};
inline constexpr DiagDef<Text> kTwice{Severity::Error, "P020", "`{}` stands here twice"};
inline constexpr DiagDef<Text, Text> kWrongOrder{Severity::Error, "P024",
                                                 "`{}` and `{}` stand in the wrong order"};

// ---- things in the wrong place ----------------------------------------------------------------
inline constexpr DiagDef<Text> kOutsideHandler{Severity::Error, "P016",
                                               "`{}` is given a value outside of a handler"};
inline constexpr DiagDef<> kEquationInHandler{Severity::Error, "P017",
                                              "an equation cannot stand inside a handler"};
inline constexpr DiagDef<Text, Text, Text> kWrongPlace{Severity::Error, "P022",
                                                       "`{}` belongs {}, not {}"};

// ---- numbers, units, derivatives, texts -------------------------------------------------------
inline constexpr DiagDef<> kOpenText{Severity::Error, "P007", "this text is never closed"};
inline constexpr DiagDef<Text> kHalfNumber{Severity::Error, "P019",
                                           "a digit is missing {} the point of this number"};
inline constexpr DiagDef<> kUnitProduct{Severity::Error, "P021",
                                        "a product of units stands in brackets"};
inline constexpr DiagDef<int, int> kOrdersDiffer{
    Severity::Error, "P023", "the two orders of this derivative differ: {} above, {} below"};
inline constexpr DiagDef<> kSpacedDerivative{Severity::Error, "P026",
                                             "a derivative is written without blanks"};
inline constexpr DiagDef<> kNumberTooLarge{
    Severity::Error, "P030", "this number does not fit a 64-bit floating point number"};

// ---- what is not a model ----------------------------------------------------------------------
inline constexpr DiagDef<Text> kUnknownCharacter{Severity::Error, "P008",
                                                 "{} has no meaning in a model"};
inline constexpr DiagDef<Text> kForeignCharacter{Severity::Error, "P025",
                                                 "this is {}, which the language does not know"};
inline constexpr DiagDef<std::uint32_t> kNotUtf8{
    Severity::Error, "P031", "this file is not UTF-8: byte {} does not belong to any character"};
inline constexpr DiagDef<std::uint32_t> kNulByte{Severity::Error, "P032",
                                                 "there is a NUL byte at offset {} of this file"};
inline constexpr DiagDef<> kTooDeep{Severity::Error, "P033",
                                    "this is nested more than 256 levels deep"};
inline constexpr DiagDef<> kLongChain{Severity::Error, "P034",
                                      "this expression has more than 1000 operators in a row"};

[[nodiscard]] std::vector<diag::DiagInfo> all_diagnostics();

}  // namespace snn::syntax
