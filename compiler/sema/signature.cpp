#include "compiler/sema/signature.h"

namespace snn::sema {
namespace {

std::string_view trim(std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

SignatureArg parse_arg(std::string_view text) {
  const std::size_t colon = text.find(':');
  SignatureArg arg{trim(text.substr(0, colon)), trim(text.substr(colon + 1))};
  if (arg.name.ends_with("...")) {
    arg.is_repeated = true;
    arg.name.remove_suffix(3);
  }
  if (arg.name.ends_with('?')) {
    arg.is_optional = true;
    arg.name.remove_suffix(1);
  }
  return arg;
}

}  // namespace

Signature parse_signature(std::string_view text) {
  Signature signature;
  const std::size_t arrow = text.find("->");
  signature.result = trim(text.substr(arrow + 2));
  std::string_view rest = text.substr(0, arrow);
  while (!trim(rest).empty()) {
    const std::size_t comma = rest.find(',');
    signature.args.push_back(parse_arg(rest.substr(0, comma)));
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
  }
  return signature;
}

}  // namespace snn::sema
