#pragma once
// What hands and habits do: signs that are mistaken for one another, words that are forgotten,
// words of other languages. In each list the likely ones come first. Private to the room.

#include <SnnParser.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace snn::syntax {

/// A sign that stands where another one belongs.
struct SignSlip {
  std::uint32_t written;
  std::uint32_t meant;
};
inline constexpr std::array kSignSlips{
    SignSlip{generated::SnnParser::EQUAL, generated::SnnParser::ASSIGN},
    SignSlip{generated::SnnParser::COLON, generated::SnnParser::ASSIGN},
    SignSlip{generated::SnnParser::COLON, generated::SnnParser::COMMA},
    SignSlip{generated::SnnParser::SEMICOLON, generated::SnnParser::COMMA},
    SignSlip{generated::SnnParser::ASSIGN, generated::SnnParser::COLON},
    SignSlip{generated::SnnParser::DRAW, generated::SnnParser::ASSIGN},
    SignSlip{generated::SnnParser::ADD_TO, generated::SnnParser::ASSIGN},
    SignSlip{generated::SnnParser::TAKE_FROM, generated::SnnParser::ASSIGN},
    SignSlip{generated::SnnParser::SCALE_BY, generated::SnnParser::ASSIGN},
    SignSlip{generated::SnnParser::DIVIDE_BY, generated::SnnParser::ASSIGN},
    SignSlip{generated::SnnParser::MINUS, generated::SnnParser::ARROW},
    SignSlip{generated::SnnParser::GREATER, generated::SnnParser::ARROW},
    SignSlip{generated::SnnParser::ARROW, generated::SnnParser::COUPLING},
    SignSlip{generated::SnnParser::COUPLING, generated::SnnParser::ARROW},
    SignSlip{generated::SnnParser::COLON, generated::SnnParser::DOTS},
    SignSlip{generated::SnnParser::MINUS, generated::SnnParser::COUPLING},
    SignSlip{generated::SnnParser::RBRACKET, generated::SnnParser::RPAREN},
    SignSlip{generated::SnnParser::RPAREN, generated::SnnParser::RBRACKET},
    SignSlip{generated::SnnParser::LBRACKET, generated::SnnParser::LPAREN},
    SignSlip{generated::SnnParser::LPAREN, generated::SnnParser::LBRACE},
    SignSlip{generated::SnnParser::LBRACE, generated::SnnParser::LPAREN},
    SignSlip{generated::SnnParser::COMMA, generated::SnnParser::DOTS},
    SignSlip{generated::SnnParser::UNEQUAL, generated::SnnParser::ASSIGN},
    SignSlip{generated::SnnParser::DOT, generated::SnnParser::COMMA},
};

/// Signs that are forgotten, the likely ones first.
inline constexpr std::array<std::uint32_t, 10> kForgottenSigns{
    generated::SnnParser::ASSIGN,  generated::SnnParser::ADD_TO,   generated::SnnParser::COMMA,
    generated::SnnParser::RPAREN,  generated::SnnParser::RBRACKET, generated::SnnParser::COLON,
    generated::SnnParser::LBRACE,  generated::SnnParser::ARROW,    generated::SnnParser::DOTS,
    generated::SnnParser::COUPLING};

/// Words that are forgotten before what they introduce.
inline constexpr std::array<std::uint32_t, 52> kForgottenWords{
    generated::SnnParser::LET,        generated::SnnParser::STATE,
    generated::SnnParser::PARAM,      generated::SnnParser::INPUT,
    generated::SnnParser::IN,         generated::SnnParser::ON,
    generated::SnnParser::WHEN,       generated::SnnParser::SPIKE,
    generated::SnnParser::USE,        generated::SnnParser::REFRACTORY,
    generated::SnnParser::HOLD,       generated::SnnParser::VIA,
    generated::SnnParser::WITH,       generated::SnnParser::AS,
    generated::SnnParser::TO,         generated::SnnParser::FROM,
    generated::SnnParser::BY,         generated::SnnParser::AT,
    generated::SnnParser::RATE,       generated::SnnParser::EVERY,
    generated::SnnParser::IF,         generated::SnnParser::THEN,
    generated::SnnParser::ELSE,       generated::SnnParser::FOR,
    generated::SnnParser::DELIVER,    generated::SnnParser::INJECT,
    generated::SnnParser::EMIT,       generated::SnnParser::PAIRS,
    generated::SnnParser::WHERE,      generated::SnnParser::EXCEPT,
    generated::SnnParser::PROB,       generated::SnnParser::DRIVE,
    generated::SnnParser::POPULATION, generated::SnnParser::CONNECT,
    generated::SnnParser::RECORD,     generated::SnnParser::RUN,
    generated::SnnParser::EXPECT,     generated::SnnParser::NETWORK,
    generated::SnnParser::SWEEP,      generated::SnnParser::WITHIN,
    generated::SnnParser::NEURON,     generated::SnnParser::SYNAPSE,
    generated::SnnParser::EXTENDS,    generated::SnnParser::OPTIMIZE,
    generated::SnnParser::SURROGATE,  generated::SnnParser::FEED,
    generated::SnnParser::DATA,       generated::SnnParser::LOSS,
    generated::SnnParser::COUPLE,     generated::SnnParser::PROBABILITY,
    generated::SnnParser::EXPERIMENT, generated::SnnParser::TRAIN};

/// What other languages call things.
struct ForeignWord {
  std::string_view written;
  std::uint32_t meant;
};
inline constexpr std::array kForeignWords{
    ForeignWord{"parameters", generated::SnnParser::PARAM},
    ForeignWord{"parameter", generated::SnnParser::PARAM},
    ForeignWord{"params", generated::SnnParser::PARAM},
    ForeignWord{"var", generated::SnnParser::STATE},
    ForeignWord{"variable", generated::SnnParser::STATE},
    ForeignWord{"def", generated::SnnParser::FN},
    ForeignWord{"function", generated::SnnParser::FN},
    ForeignWord{"func", generated::SnnParser::FN},
    ForeignWord{"model", generated::SnnParser::NEURON},
    ForeignWord{"simulate", generated::SnnParser::RUN},
    ForeignWord{"assert", generated::SnnParser::EXPECT},
    ForeignWord{"null", generated::SnnParser::FALSE},
};

/// Whether a word stands between others.
[[nodiscard]] inline bool joins(std::uint32_t type) {
  switch (type) {
    case generated::SnnParser::IN:
    case generated::SnnParser::AND:
    case generated::SnnParser::OR:
    case generated::SnnParser::THEN:
    case generated::SnnParser::ELSE:
    case generated::SnnParser::ON:
    case generated::SnnParser::VIA:
    case generated::SnnParser::WITH:
    case generated::SnnParser::AS:
    case generated::SnnParser::HOLD:
    case generated::SnnParser::REFRACTORY:
    case generated::SnnParser::EVERY:
    case generated::SnnParser::WITHIN:
    case generated::SnnParser::WHERE:
    case generated::SnnParser::EXCEPT:
    case generated::SnnParser::EXTENDS:
    case generated::SnnParser::TO:
    case generated::SnnParser::BY:
    case generated::SnnParser::FROM: return true;
    default: return false;
  }
}

}  // namespace snn::syntax
