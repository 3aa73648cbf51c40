#pragma once
// Everything the checker says, in one voice. Families: N names, U units, D dynamics, E events,
// S synapses and plasticity, C connectivity, X experiments, T training.

#include "compiler/diag/diagnostic.h"
#include "compiler/model/limits.h"

#include <string>
#include <string_view>
#include <vector>

namespace snn::sema {

using diag::DiagDef;
using diag::Severity;
using Text = std::string_view;

// ---- names ------------------------------------------------------------------------------------
inline constexpr DiagDef<Text, Text> kUnknownName{Severity::Error, "N001", "there is no {} in {}"};
inline constexpr DiagDef<Text, Text, Text> kUnusedParam{Severity::Warning, "N002",
                                                        "parameter `{}` of {} is never {}"};
inline constexpr DiagDef<Text, Text> kNameTaken{Severity::Error, "N003", "`{}` is already {}"};
inline constexpr DiagDef<Text, Text, Text> kAmbiguousUnit{
    Severity::Error, "N004", "`{}` can be read two ways, because `{}` is also {} here"};
inline constexpr DiagDef<Text, Text, Text> kWrongKind{Severity::Error, "N008",
                                                      "`{}` is {}; {} is needed here"};
inline constexpr DiagDef<Text, Text> kWrongArguments{Severity::Error, "N009", "`{}` {}"};
inline constexpr DiagDef<Text, Text> kOutOfPlace{Severity::Error, "N010", "`{}` has no meaning {}"};
inline constexpr DiagDef<Text, Text> kMissingValue{Severity::Error, "N011",
                                                   "`{}` of `{}` has no default and needs a value"};
inline constexpr DiagDef<Text> kGivenTwice{Severity::Error, "N012", "`{}` is given twice"};
inline constexpr DiagDef<Text, Text, Text> kAmbiguousName{Severity::Error, "N013",
                                                          "`{}` could be that of `{}` or of `{}`"};
inline constexpr DiagDef<Text, Text> kDeepCalls{Severity::Error, "N014", "`{}` leads through {}"};

// ---- units ------------------------------------------------------------------------------------
inline constexpr DiagDef<> kEquationMismatch{
    Severity::Error, "U101", "the two sides of this equation have different dimensions"};
inline constexpr DiagDef<Text> kCannotAdd{Severity::Error, "U102", "cannot {}"};
inline constexpr DiagDef<Text, Text, Text> kNeedsPlainNumber{
    Severity::Error, "U103", "`{}` needs a plain number, but `{}` is {}"};
inline constexpr DiagDef<Text, Text, Text, Text> kValueMismatch{Severity::Error, "U104",
                                                                "{} is {}; `{}` is {}"};
inline constexpr DiagDef<Text> kUnknownUnit{Severity::Error, "U105", "unknown unit `{}`"};
inline constexpr DiagDef<Text, Text, Text> kPortMismatch{Severity::Error, "U106",
                                                         "`{}` does not fit {}, which takes {}"};
inline constexpr DiagDef<Text, Text, Text> kNeedsUnit{Severity::Error, "U107",
                                                      "{} needs {}; {} is a plain number"};
inline constexpr DiagDef<Text> kTemperatures{
    Severity::Error, "U108",
    "temperatures do not add: `{}` mixes an absolute temperature and a difference"};
inline constexpr DiagDef<Text, Text> kNoSuchRoot{
    Severity::Error, "U109", "`{}` has no unit: the exponents of {} do not divide"};
inline constexpr DiagDef<Text, Text, Text> kSlowGate{
    Severity::Hint, "U110", "a gating rate of {} is slow for `{}` (time constant {})"};
inline constexpr DiagDef<Text, Text, Text> kWrongType{Severity::Error, "U111",
                                                      "{} is needed here, but `{}` is {}"};
inline constexpr DiagDef<Text> kUnitSyntax{Severity::Error, "U112", "`{}` is not a unit"};
inline constexpr DiagDef<Text, Text> kLengthMismatch{Severity::Error, "U113",
                                                     "arrays of {} and {} elements do not combine"};
inline constexpr DiagDef<Text, Text> kOwnUnit{
    Severity::Error, "U115", "`{}` is a unit of {} and stands in brackets after a number"};
inline constexpr DiagDef<Text> kNoUnitNoValue{Severity::Error, "U114",
                                              "`{}` has neither a value nor a unit"};

// ---- dynamics ---------------------------------------------------------------------------------
inline constexpr DiagDef<Text> kConstantState{
    Severity::Warning, "D201", "state `{}` has no equation and no handler changes it"};
inline constexpr DiagDef<Text> kUnreadState{Severity::Warning, "D202",
                                            "state `{}` is computed but nothing reads it"};
inline constexpr DiagDef<Text> kNoInitialValue{Severity::Error, "D203",
                                               "state `{}` has no initial value"};
inline constexpr DiagDef<Text> kCircular{Severity::Error, "D204",
                                         "these definitions depend on each other: {}"};
inline constexpr DiagDef<Text> kTwoEquations{Severity::Error, "D205", "`{}` has two equations"};
inline constexpr DiagDef<Text, Text> kBlowsUp{
    Severity::Warning, "D209",
    "`{}` reaches infinity in finite time ({}) and no `spike when` stops it"};
inline constexpr DiagDef<Text> kDerivativeTwice{
    Severity::Error, "D211", "cannot solve this for {}: it appears on both sides"};
inline constexpr DiagDef<Text, Text> kRunsAway{
    Severity::Warning, "D212",
    "`{}` runs away: the coefficient of `{}` in its equation is positive"};
inline constexpr DiagDef<Text> kSteadyMisplaced{
    Severity::Error, "D214", "`steady` is the start of a state that has an equation; {}"};
inline constexpr DiagDef<Text, Text> kDrawMisplaced{Severity::Error, "D215", "`{}` {}"};
inline constexpr DiagDef<Text> kOpenStateBounds{
    Severity::Error, "D216", "a state saturates at its bounds, so `{}` cannot have an open one"};
inline constexpr DiagDef<Text, Text> kEquationTarget{
    Severity::Error, "D217", "`{}` is {}; an equation needs a state of its own"};
inline constexpr DiagDef<Text> kEmptyBounds{Severity::Error, "D218", "no value lies {}"};
inline constexpr DiagDef<Text, Text> kOutsideBounds{Severity::Error, "D219",
                                                    "{} does not lie in {}"};
inline constexpr DiagDef<Text, Text> kTooManyParts{Severity::Error, "D220",
                                                   "`{}` contains more than {}"};

// ---- spikes and events --------------------------------------------------------------------------
inline constexpr DiagDef<Text> kSpikesForever{
    Severity::Warning, "E302",
    "after the reset the spike condition is still true ({}), so the neuron spikes at every step it "
    "is not refractory"};
inline constexpr DiagDef<Text, Text> kShortRefractory{
    Severity::Warning, "E303", "refractory period {} is shorter than the step {} and acts as none"};
inline constexpr DiagDef<Text, Text> kNotHeld{
    Severity::Hint, "E304",
    "`{}` is reset but not held: it keeps integrating during the {} refractory period"};
inline constexpr DiagDef<Text, Text> kCannotChange{Severity::Error, "E305",
                                                   "`{}` is {} and cannot change in a handler"};
inline constexpr DiagDef<Text, Text> kUnusedInput{
    Severity::Warning, "E306", "input `{}` of `{}` is never used, so what is sent to it vanishes"};
inline constexpr DiagDef<Text, Text> kNotLinear{Severity::Error, "E310",
                                                "{} `{}` may enter only linearly"};
inline constexpr DiagDef<Text, Text> kStatementMisplaced{Severity::Error, "E311", "`{}` {}"};
inline constexpr DiagDef<Text, Text, Text> kNotAnEvent{Severity::Error, "E312",
                                                       "`{}` is {}; `on` needs {}"};
inline constexpr DiagDef<Text> kTwoSpikes{Severity::Error, "E313",
                                          "`{}` says twice when it spikes"};
inline constexpr DiagDef<Text, Text> kContributionTarget{
    Severity::Error, "E314", "`{}` is {}; a contribution adds to a continuous input"};

// ---- synapses and plasticity --------------------------------------------------------------------
inline constexpr DiagDef<Text> kNeverDelivers{
    Severity::Error, "S401",
    "synapse `{}` never delivers anything: no handler has a `deliver`, and nothing is injected"};
inline constexpr DiagDef<Text> kUnreadTrace{Severity::Warning, "S402",
                                            "trace `{}` is updated but no rule reads it"};
inline constexpr DiagDef<Text> kUnbounded{
    Severity::Warning, "S403", "`{}` has no upper bound and this rule can only increase it"};
inline constexpr DiagDef<Text, Text, Text> kNoRemoteVariable{Severity::Error, "S406",
                                                             "`{}` is read by `{}`, but {}"};
inline constexpr DiagDef<Text, Text> kNotLocal{Severity::Error, "S407",
                                               "`{}` is not local; {} may read pre, post, its own "
                                               "state, shared state and events"};
inline constexpr DiagDef<Text, Text> kWrongTransport{Severity::Error, "S409", "`{}` {}"};
inline constexpr DiagDef<Text, Text, Text> kNothingToChange{
    Severity::Error, "S410", "`{}` changes `{}`, but {} has no such parameter"};
inline constexpr DiagDef<Text, Text, Text> kSharedReadsPrivate{
    Severity::Error, "S411", "`{}` is shared by the whole {} and cannot depend on `{}`"};

// ---- connectivity
// ---------------------------------------------------------------------------------
using model::kBadSize;
using model::kDalesLaw;
using model::kOffGrid;
using model::kOutsidePort;
using model::kProbability;
using model::kShortDelay;
using model::kSubscriptRange;
using model::kTooManyPartners;
using model::kUnequalSizes;
inline constexpr DiagDef<Text, Text, Text> kNoSuchPort{Severity::Error, "C505",
                                                       "`{}` has no port `{}`; it has {}"};
inline constexpr DiagDef<Text> kIdlePopulation{
    Severity::Warning, "C508", "population `{}` receives nothing and drives nothing"};
inline constexpr DiagDef<Text, Text> kPairRule{Severity::Error, "C512", "`{}` {}"};
inline constexpr DiagDef<Text, Text> kPortChoice{Severity::Error, "C513", "`{}` {}"};
inline constexpr DiagDef<Text> kNoPlace{Severity::Error, "C517",
                                        "the cells of `{}` have no positions"};

// ---- experiments and tests
// --------------------------------------------------------------------------
inline constexpr DiagDef<> kNothingObserved{
    Severity::Warning, "X601",
    "nothing is recorded and nothing is expected; the run has no result"};
inline constexpr DiagDef<Text, Text> kLargeRecording{Severity::Warning, "X602",
                                                     "recording {} is {}"};
inline constexpr DiagDef<Text, Text, Text> kExpectUnits{Severity::Error, "X603",
                                                        "`{}` is {}, but {} is not"};
inline constexpr DiagDef<Text> kUnusedSweep{Severity::Warning, "X604",
                                            "sweep variable `{}` is not used in its block"};
inline constexpr DiagDef<Text, Text> kUnknownSetting{Severity::Error, "X605",
                                                     "{} has no setting `{}`"};
inline constexpr DiagDef<Text> kScript{Severity::Error, "X606", "{}"};

// ---- training
// -----------------------------------------------------------------------------------------
inline constexpr DiagDef<Text, Text> kNotDifferentiable{Severity::Error, "T701",
                                                        "`{}` cannot be optimised by gradient: {}"};
inline constexpr DiagDef<Text, Text> kNoSurrogate{
    Severity::Error, "T702",
    "`{}` spikes with `spike when` but has no surrogate, so no gradient reaches {}"};
inline constexpr DiagDef<Text, Text, Text> kSurrogateDimension{
    Severity::Error, "T703", "the surrogate of `{}` must have dimension {}; this one is {}"};
inline constexpr DiagDef<Text> kTraining{Severity::Error, "T706", "{}"};

/// Every message of this room, for the test that proves each one is produced.
[[nodiscard]] std::vector<diag::DiagInfo> all_diagnostics();

}  // namespace snn::sema
