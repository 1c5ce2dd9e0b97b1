// skylite::clip: min(max(x, low), high) with a gradient in every floating-point type. libtorch 1.13 lacks the 16-bit gradients of clamp, hardtanh and relu6,
// and to write them with rectifications takes three walks over memory for one.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

namespace {

constexpr int64_t grain = 1 << 15;

template <typename T>
void keep_between(T* target, const T* gradient, const T* result, float low, float high, int64_t from, int64_t to) {
  for (int64_t i = from; i < to; ++i) {
    const float y = static_cast<float>(result[i]);
    target[i] = y > low && y < high ? gradient[i] : T(0);
  }
}

at::Tensor gradient_between(const at::Tensor& given, const at::Tensor& result, double low, double high) {
  const auto gradient = given.contiguous(result.suggest_memory_format());
  if (!result.device().is_cpu() || !result.is_non_overlapping_and_dense() || gradient.strides() != result.strides() ||
      gradient.scalar_type() != result.scalar_type()) {
    return at::where(result.gt(low).logical_and_(result.lt(high)), gradient, at::zeros({}, gradient.options()));
  }
  auto target = at::empty_like(result);
  AT_DISPATCH_FLOATING_TYPES_AND(at::kBFloat16, result.scalar_type(), "skylite::clip", [&] {
    auto* to_fill = target.data_ptr<scalar_t>();
    const auto *g = gradient.data_ptr<scalar_t>(), *y = result.data_ptr<scalar_t>();
    at::parallel_for(0, result.numel(), grain, [&](int64_t from, int64_t to) {
      keep_between(to_fill, g, y, static_cast<float>(low), static_cast<float>(high), from, to);
    });
  });
  return target;
}

struct Clip : torch::autograd::Function<Clip> {
  static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& x, double low, double high) {
    at::AutoDispatchBelowADInplaceOrView below;
    auto result = at::clamp(x, low, high);
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

at::Tensor clip(const at::Tensor& x, double low, double high) { return at::clamp(x, low, high); }

at::Tensor clip_with_gradient(const at::Tensor& x, double low, double high) { return Clip::apply(x, low, high); }

}  // namespace

TORCH_LIBRARY_FRAGMENT(skylite, library) { library.def("clip(Tensor x, float low, float high) -> Tensor"); }

TORCH_LIBRARY_IMPL(skylite, CompositeExplicitAutograd, library) { library.impl("clip", clip); }

TORCH_LIBRARY_IMPL(skylite, Autograd, library) { library.impl("clip", clip_with_gradient); }
