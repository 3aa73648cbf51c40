#include "targets/cpu/emit/matrix.h"

#include "runtime/abi/snn_abi.h"
#include "targets/cpu/emit/lane_calls.h"
#include "targets/cpu/emit/types.h"

#include <limits>

namespace snn::cpu {
namespace {

llvm::Value* element_of(llvm::IRBuilder<>& body, llvm::Type* type, llvm::Value* memory,
                        std::size_t i) {
  return body.CreateConstInBoundsGEP1_64(type, memory, i);
}

/// Calls of one lane write into these.
struct Matrices {
  llvm::Type* type;
  llvm::Value* first;
  llvm::Value* second;
};

std::vector<llvm::Value*> read(llvm::IRBuilder<>& body, llvm::Type* type, llvm::Value* memory,
                               std::size_t n) {
  std::vector<llvm::Value*> values;
  for (std::size_t i = 0; i < n; ++i)
    values.push_back(body.CreateLoad(type, element_of(body, type, memory, i)));
  return values;
}

/// e^A, in f64 for both formats.
std::vector<llvm::Value*> exponential(Code& code, const Matrices& in, llvm::Type* wanted,
                                      std::size_t n, std::span<llvm::Value* const> args) {
  llvm::IRBuilder<>& body = code.body;
  for (std::size_t i = 0; i < args.size(); ++i)
    body.CreateStore(body.CreateFPCast(args[i], in.type), element_of(body, in.type, in.first, i));
  llvm::Type* pointer = body.getPtrTy();
  auto* type =
      llvm::FunctionType::get(body.getVoidTy(), {pointer, body.getInt64Ty(), pointer}, false);
  body.CreateCall(type, code.args.service(offsetof(snn_services, expm)),
                  {in.first, body.getInt64(n), in.second});
  std::vector<llvm::Value*> results = read(body, in.type, in.second, n * n);
  for (llvm::Value*& result : results)
    result = body.CreateFPCast(result, wanted);
  return results;
}

std::vector<llvm::Value*> solution(Code& code, const Matrices& in, std::size_t n,
                                   std::span<llvm::Value* const> args) {
  llvm::IRBuilder<>& body = code.body;
  for (std::size_t i = 0; i < n * n; ++i)
    body.CreateStore(args[i], element_of(body, in.type, in.first, i));
  for (std::size_t i = 0; i < n; ++i)
    body.CreateStore(args[n * n + i], element_of(body, in.type, in.second, i));
  llvm::Type* pointer = body.getPtrTy();
  auto* type =
      llvm::FunctionType::get(body.getInt32Ty(), {pointer, pointer, body.getInt64Ty()}, false);
  const std::size_t service =
      in.type->isDoubleTy() ? offsetof(snn_services, solve) : offsetof(snn_services, solve_f32);
  llvm::Value* is_solved = body.CreateIsNotNull(
      body.CreateCall(type, code.args.service(service), {in.first, in.second, body.getInt64(n)}));
  std::vector<llvm::Value*> results = read(body, in.type, in.second, n);
  for (llvm::Value*& result : results)
    result = body.CreateSelect(is_solved, result, llvm::ConstantFP::getNaN(in.type));
  return results;
}

}  // namespace

std::vector<llvm::Value*> matrix(Code& code, const ir::Inst& inst, ir::Type type,
                                 std::span<llvm::Value* const> args, llvm::Value* mask) {
  const auto n = static_cast<std::size_t>(std::get<std::int64_t>(inst.attribute));
  const bool is_exponential = inst.op == ir::Op::MatrixExponential;
  llvm::Type* wanted = scalar_type(code.function.getContext(), type);
  llvm::Type* held = is_exponential ? code.body.getDoubleTy() : wanted;
  const Matrices memory{
      .type = held,
      .first = code.scratch(llvm::ArrayType::get(held, n * n)),
      .second = code.scratch(llvm::ArrayType::get(held, is_exponential ? n * n : n))};
  const std::vector<llvm::Type*> results(inst.results.size(), wanted);
  return each_lane(code, args, results, mask, [&](std::span<llvm::Value* const> lane) {
    return is_exponential ? exponential(code, memory, wanted, n, lane)
                          : solution(code, memory, n, lane);
  });
}

}  // namespace snn::cpu
