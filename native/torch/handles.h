// Handles, errors and threads: what every exported function uses. Included by shim.cpp only.
#pragma once
#include "shim.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <atomic>
#include <string>
#include <utility>
#include <vector>

namespace {

using TensorPointer = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

std::atomic<int64_t> live_handles{0};
std::atomic<int32_t> wished_threads{0};
thread_local int32_t applied_threads = 0;
thread_local std::string last_error;

// at::set_num_threads reaches only the calling thread, and .NET calls from many.
inline void apply_threads() {
  const int32_t wish = wished_threads.load(std::memory_order_relaxed);
  if (wish != applied_threads) {
    at::set_num_threads(wish);
    applied_threads = wish;
  }
}

template <typename Body>
int32_t guarded(Body&& body) noexcept {
  try {
    body();
    return 0;
  } catch (const c10::Error& e) {
    try {
      last_error = e.what_without_backtrace();
    } catch (...) {
      last_error.clear();
    }
  } catch (const std::exception& e) {
    try {
      last_error = e.what();
    } catch (...) {
      last_error.clear();
    }
  } catch (...) {
    try {
      last_error = "libtorch threw something that is no exception";
    } catch (...) {
      last_error.clear();
    }
  }
  return 1;
}

inline c10::TensorImpl* impl(SkyTensor* handle) { return reinterpret_cast<c10::TensorImpl*>(handle); }

inline at::Tensor borrow(SkyTensor* handle) {
  return handle == nullptr ? at::Tensor() : at::Tensor(TensorPointer::reclaim_copy(impl(handle)));
}

inline SkyTensor* hand_out(at::Tensor tensor) {
  if (!tensor.defined()) {
    return nullptr;
  }
  live_handles.fetch_add(1, std::memory_order_relaxed);
  return reinterpret_cast<SkyTensor*>(tensor.unsafeReleaseTensorImpl());
}

std::vector<at::Tensor> borrow_all(SkyTensor* const* handles, int32_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(static_cast<size_t>(count));
  for (int32_t i = 0; i < count; ++i) {
    tensors.push_back(borrow(handles[i]));
  }
  return tensors;
}

inline at::Device device_of(int32_t type, int32_t index) {
  return at::Device(static_cast<at::DeviceType>(type), static_cast<at::DeviceIndex>(index));
}

}  // namespace
