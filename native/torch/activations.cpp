// skylite::clip: min(max(x, low), high) with a gradient in every floating-point type. libtorch 1.13 lacks the 16-bit gradients of clamp, hardtanh and relu6,
// and to write them with rectifications takes three walks over memory for one.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <cstring>

#include "vectors.h"

namespace {

constexpr int64_t grain = 1 << 15;

// A 16-bit number is the upper half of a 32-bit one. The loops below work on the bits, so that compilers make vectors of them.
inline float widened(uint16_t bits) {
  const uint32_t wide = static_cast<uint32_t>(bits) << 16;
  float value;
  std::memcpy(&value, &wide, sizeof value);
  return value;
}

SKY_EVERY_PROCESSOR void clip_short(uint16_t* __restrict target, const uint16_t* __restrict x, uint16_t low, uint16_t high, int64_t from, int64_t to) {
  const float least = widened(low), most = widened(high);
  for (int64_t i = from; i < to; ++i) {
    const uint16_t given = x[i];
    const float value = widened(given);
    const uint16_t raised = value < least ? low : given;
    target[i] = value > most ? high : raised;
  }
}

SKY_EVERY_PROCESSOR void gradient_short(uint16_t* __restrict target, const uint16_t* __restrict gradient, const uint16_t* __restrict result, uint16_t low,
                                        uint16_t high, int64_t from, int64_t to) {
  const float least = widened(low), most = widened(high);
  for (int64_t i = from; i < to; ++i) {
    const float y = widened(result[i]);
    const uint16_t slope = gradient[i];
    target[i] = (y > least) & (y < most) ? slope : uint16_t{0};
  }
}

inline uint16_t shortened(double value) { return c10::BFloat16(static_cast<float>(value)).x; }

bool is_plain_short(const at::Tensor& tensor) {
  return tensor.device().is_cpu() && tensor.scalar_type() == at::kBFloat16 && tensor.is_non_overlapping_and_dense();
}

uint16_t* bits(const at::Tensor& tensor) { return reinterpret_cast<uint16_t*>(tensor.data_ptr<at::BFloat16>()); }

at::Tensor clip(const at::Tensor& x, double low, double high) {
  if (!is_plain_short(x)) {
    return at::clamp(x, low, high);
  }
  auto result = at::empty_like(x);
  auto *target = bits(result), *source = bits(x);
  const auto least = shortened(low), most = shortened(high);
  at::parallel_for(0, x.numel(), grain, [&](int64_t from, int64_t to) { clip_short(target, source, least, most, from, to); });
  return result;
}

at::Tensor gradient_between(const at::Tensor& given, const at::Tensor& result, double low, double high) {
  const auto gradient = given.strides() == result.strides() ? given : given.contiguous(result.suggest_memory_format());
  if (!is_plain_short(result) || !is_plain_short(gradient) || gradient.strides() != result.strides()) {
    return at::where(result.gt(low).logical_and_(result.lt(high)), gradient, at::zeros({}, gradient.options()));
  }
  auto inside = at::empty_like(result);
  auto *target = bits(inside), *slope = bits(gradient), *y = bits(result);
  const auto least = shortened(low), most = shortened(high);
  at::parallel_for(0, result.numel(), grain, [&](int64_t from, int64_t to) { gradient_short(target, slope, y, least, most, from, to); });
  return inside;
}

struct Clip : torch::autograd::Function<Clip> {
  static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& x, double low, double high) {
    at::AutoDispatchBelowADInplaceOrView below;
    auto result = clip(x, low, high);
    context->save_for_backward({result});
    context->saved_data["low"] = low;
    context->saved_data["high"] = high;
    return result;
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, const torch::autograd::variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    return {gradient_between(gradients[0], saved[0], context->saved_data["low"].toDouble(), context->saved_data["high"].toDouble()), at::Tensor(),
            at::Tensor()};
  }
};

at::Tensor clip_with_gradient(const at::Tensor& x, double low, double high) { return Clip::apply(x, low, high); }

}  // namespace

TORCH_LIBRARY_FRAGMENT(skylite, library) { library.def("clip(Tensor x, float low, float high) -> Tensor"); }

TORCH_LIBRARY_IMPL(skylite, CompositeExplicitAutograd, library) { library.impl("clip", clip); }

TORCH_LIBRARY_IMPL(skylite, Autograd, library) { library.impl("clip", clip_with_gradient); }
