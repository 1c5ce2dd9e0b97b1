// Steps of optimisers as operators of the dispatcher, skylite::sgd_ and skylite::adamw_. The lists of _foreach_ operators walk all
// weights once for each term of the formula; here every weight is read and written once, which is what a step costs on a CPU.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/library.h>

#include <cmath>
#include <vector>

#include "vectors.h"

namespace {

constexpr int64_t grain = 1 << 15;

struct Sgd {
  float rate, decay, momentum;
  bool nesterov;
};

struct AdamW {
  float kept, rate, beta1, rest1, beta2, rest2, correction, epsilon;
};

SKY_EVERY_PROCESSOR void step(const Sgd& rule, float* weight, const float* gradient, float* velocity, int64_t from, int64_t to) {
  const Sgd r = rule;
  for (int64_t i = from; i < to; ++i) {
    const float slope = gradient[i] + r.decay * weight[i];
    velocity[i] = r.momentum * velocity[i] + slope;
    weight[i] -= r.rate * (r.nesterov ? slope + r.momentum * velocity[i] : velocity[i]);
  }
}

SKY_EVERY_PROCESSOR void step(const AdamW& rule, float* weight, const float* gradient, float* mean, float* square, int64_t from, int64_t to) {
  const AdamW r = rule;
  for (int64_t i = from; i < to; ++i) {
    const float slope = gradient[i];
    mean[i] = r.beta1 * mean[i] + r.rest1 * slope;
    square[i] = r.beta2 * square[i] + r.rest2 * slope * slope;
    weight[i] = r.kept * weight[i] - r.rate * mean[i] / (std::sqrt(square[i]) * r.correction + r.epsilon);
  }
}

// Whether one loop over memory meets the same element of all tensors at the same place.
bool walk_alike(const std::vector<at::Tensor>& tensors) {
  const auto& first = tensors.front();
  for (const auto& tensor : tensors) {
    if (!tensor.device().is_cpu() || tensor.scalar_type() != at::kFloat || !tensor.is_non_overlapping_and_dense() ||
        tensor.sizes() != first.sizes() || tensor.strides() != first.strides()) {
      return false;
    }
  }
  return true;
}

// The gradient in the order in which its weight lies in memory: strides of lengths of 1 may differ without any difference.
at::Tensor ordered(const at::Tensor& gradient, const at::Tensor& weight) {
  return gradient.strides() == weight.strides() || !gradient.device().is_cpu() ? gradient
                                                                               : at::empty_like(weight).copy_(gradient);
}

void sgd(at::TensorList weights, at::TensorList gradients, at::TensorList velocities, double rate, double decay, double momentum, bool nesterov) {
  const Sgd rule{static_cast<float>(rate), static_cast<float>(decay), static_cast<float>(momentum), nesterov};
  for (size_t i = 0; i < weights.size(); ++i) {
    const auto weight = weights[i], velocity = velocities[i], gradient = ordered(gradients[i], weight);
    if (walk_alike({weight, gradient, velocity})) {
      auto *w = weight.data_ptr<float>(), *g = gradient.data_ptr<float>(), *v = velocity.data_ptr<float>();
      at::parallel_for(0, weight.numel(), grain, [&](int64_t from, int64_t to) { step(rule, w, g, v, from, to); });
      continue;
    }
    const auto slope = gradient.add(weight, decay);
    velocity.mul_(momentum).add_(slope);
    weight.sub_(nesterov ? slope.add(velocity, momentum) : velocity, rate);
  }
}

void adamw(at::TensorList weights, at::TensorList gradients, at::TensorList means, at::TensorList squares, double rate, double decay, double beta1,
           double beta2, double epsilon, int64_t number) {
  const double bias1 = 1 - std::pow(beta1, number), bias2 = 1 - std::pow(beta2, number);
  const AdamW rule{static_cast<float>(1 - rate * decay), static_cast<float>(rate / bias1), static_cast<float>(beta1),
                   static_cast<float>(1 - beta1), static_cast<float>(beta2), static_cast<float>(1 - beta2),
                   static_cast<float>(1 / std::sqrt(bias2)), static_cast<float>(epsilon)};
  for (size_t i = 0; i < weights.size(); ++i) {
    const auto weight = weights[i], mean = means[i], square = squares[i], gradient = ordered(gradients[i], weight);
    if (walk_alike({weight, gradient, mean, square})) {
      auto *w = weight.data_ptr<float>(), *g = gradient.data_ptr<float>(), *m = mean.data_ptr<float>(), *s = square.data_ptr<float>();
      at::parallel_for(0, weight.numel(), grain, [&](int64_t from, int64_t to) { step(rule, w, g, m, s, from, to); });
      continue;
    }
    mean.mul_(beta1).add_(gradient, 1 - beta1);
    square.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
    weight.mul_(1 - rate * decay).addcdiv_(mean, square.sqrt().div_(std::sqrt(bias2)).add_(epsilon), -rate / bias1);
  }
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(skylite, library) {
  library.def("sgd_(Tensor(a!)[] weights, Tensor[] gradients, Tensor(b!)[] velocities, float rate, float decay, float momentum, bool nesterov) -> ()");
  library.def("adamw_(Tensor(a!)[] weights, Tensor[] gradients, Tensor(b!)[] means, Tensor(c!)[] squares, float rate, float decay, float beta1, "
              "float beta2, float epsilon, int number) -> ()");
}

TORCH_LIBRARY_IMPL(skylite, CompositeExplicitAutograd, library) {
  library.impl("sgd_", sgd);
  library.impl("adamw_", adamw);
}
