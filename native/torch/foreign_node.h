// A step of the autograd graph that is differentiated outside of libtorch. Included by shim.cpp only.
#pragma once
#include "handles.h"

#include <torch/csrc/autograd/edge.h>
#include <torch/csrc/autograd/function.h>

#include <memory>
#include <type_traits>

namespace {

struct ForeignNode final : public torch::autograd::Node {
  SkyBackward backward = nullptr;
  SkyRelease release = nullptr;
  void* context = nullptr;

  ~ForeignNode() override {
    if (release != nullptr) {
      release(context);
    }
  }

  std::string name() const override { return "SkyliteBackward"; }

  torch::autograd::variable_list apply(torch::autograd::variable_list&& gradients) override {
    std::vector<SkyTensor*> incoming;
    incoming.reserve(gradients.size());
    for (const auto& gradient : gradients) {
      incoming.push_back(gradient.defined() ? reinterpret_cast<SkyTensor*>(gradient.unsafeGetTensorImpl()) : nullptr);
    }
    std::vector<SkyTensor*> outgoing(num_outputs(), nullptr);
    char message[4096];
    message[0] = '\0';
    const int32_t status = backward(context, incoming.data(), static_cast<int32_t>(incoming.size()), outgoing.data(),
                                    static_cast<int32_t>(outgoing.size()), message, static_cast<int32_t>(sizeof message));
    torch::autograd::variable_list result;
    result.reserve(outgoing.size());
    for (SkyTensor* handle : outgoing) {
      if (handle == nullptr) {
        result.emplace_back();
      } else {
        live_handles.fetch_sub(1, std::memory_order_relaxed);
        result.emplace_back(TensorPointer::reclaim(impl(handle)));
      }
    }
    if (status != 0) {
      throw std::runtime_error(message);
    }
    return result;
  }
};

// std::shared_ptr or c10::intrusive_ptr, depending on the version.
using NodePointer = decltype(torch::autograd::Edge::function);

// Owns the node. What only the other version has is not looked for: both branches depend on the kind of pointer.
template <typename Pointer>
Pointer owning(ForeignNode* node) {
  if constexpr (std::is_same_v<Pointer, std::shared_ptr<torch::autograd::Node>>) {
    return Pointer(node, [](auto* unused) { deleteNode(unused); });
  } else {
    return Pointer::unsafe_steal_from_new(node);
  }
}

}  // namespace
