#include "shim.h"
#include "foreign_node.h"
#include "handles.h"
#include "memory.h"
#include "values.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/autocast_mode.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/api/include/torch/version.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>

#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#define SKY_AT_LEAST(major, minor) (TORCH_VERSION_MAJOR > (major) || (TORCH_VERSION_MAJOR == (major) && TORCH_VERSION_MINOR >= (minor)))

namespace {

int32_t copy_text(const std::string& text, char* target, int32_t capacity) {
  if (target != nullptr && capacity > 0) {
    const size_t n = std::min(text.size(), static_cast<size_t>(capacity) - 1);
    std::memcpy(target, text.data(), n);
    target[n] = '\0';
  }
  return static_cast<int32_t>(text.size());
}

inline const c10::OperatorHandle& operator_of(SkyOperator* op) { return *reinterpret_cast<c10::OperatorHandle*>(op); }

void autocast_get(int32_t device_type, int32_t* enabled, int32_t* scalar_type) {
#if SKY_AT_LEAST(2, 4)
  const auto type = static_cast<at::DeviceType>(device_type);
  *enabled = at::autocast::is_autocast_enabled(type) ? 1 : 0;
  *scalar_type = static_cast<int32_t>(at::autocast::get_autocast_dtype(type));
#else
  const bool cpu = device_type == static_cast<int32_t>(at::DeviceType::CPU);
  *enabled = (cpu ? at::autocast::is_cpu_enabled() : at::autocast::is_enabled()) ? 1 : 0;
  *scalar_type = static_cast<int32_t>(cpu ? at::autocast::get_autocast_cpu_dtype() : at::autocast::get_autocast_gpu_dtype());
#endif
}

void autocast_set(int32_t device_type, int32_t enabled, int32_t scalar_type) {
  const auto dtype = static_cast<at::ScalarType>(scalar_type);
#if SKY_AT_LEAST(2, 4)
  const auto type = static_cast<at::DeviceType>(device_type);
  at::autocast::set_autocast_dtype(type, dtype);
  at::autocast::set_autocast_enabled(type, enabled != 0);
#else
  if (device_type == static_cast<int32_t>(at::DeviceType::CPU)) {
    at::autocast::set_autocast_cpu_dtype(dtype);
    at::autocast::set_cpu_enabled(enabled != 0);
  } else {
    at::autocast::set_autocast_gpu_dtype(dtype);
    at::autocast::set_enabled(enabled != 0);
  }
#endif
}

}  // namespace

extern "C" {

int32_t sky_interface_version(void) { return SKY_INTERFACE_VERSION; }

const char* sky_last_error(void) { return last_error.c_str(); }

const char* sky_version(void) { return TORCH_VERSION; }

int32_t sky_configuration(char* text, int32_t capacity) {
  return guarded([&] { copy_text(at::show_config(), text, capacity); });
}

int64_t sky_live_handles(void) { return live_handles.load(std::memory_order_relaxed); }

int32_t sky_trim(void) {
  drop_spare_memory();
#if defined(__GLIBC__)
  return malloc_trim(0);
#else
  return 0;
#endif
}

int32_t sky_threads_get(int32_t* count) {
  return guarded([&] {
    apply_threads();
    *count = at::get_num_threads();
  });
}

int32_t sky_threads_set(int32_t count) {
  return guarded([&] {
    if (count < 1) {
      throw std::invalid_argument("the number of threads must be at least 1, not " + std::to_string(count));
    }
    wished_threads.store(count, std::memory_order_relaxed);
    apply_threads();
  });
}

int32_t sky_flag_set(int32_t flag, int32_t on) {
  return guarded([&] {
    auto& context = at::globalContext();
    switch (flag) {
      case SKY_DETERMINISTIC:
        context.setDeterministicAlgorithms(on != 0, false);
        context.setDeterministicCuDNN(on != 0);
        break;
      case SKY_ONEDNN:
        context.setUserEnabledMkldnn(on != 0);
        break;
      case SKY_CUDNN_BENCHMARK:
        context.setBenchmarkCuDNN(on != 0);
        break;
      case SKY_TF32:
        context.setAllowTF32CuDNN(on != 0);
        context.setAllowTF32CuBLAS(on != 0);
        break;
      default:
        throw std::invalid_argument("unknown flag " + std::to_string(flag));
    }
  });
}

int32_t sky_cuda_devices(int32_t* count) {
  return guarded([&] { *count = at::hasCUDA() ? static_cast<int32_t>(at::getNumGPUs()) : 0; });
}

int32_t sky_seed(uint64_t seed) {
  return guarded([&] { at::manual_seed(seed); });
}

int32_t sky_random_state_get(int32_t device_type, int32_t device_index, SkyTensor** state) {
  return guarded([&] {
    auto generator = at::globalContext().defaultGenerator(device_of(device_type, device_index));
    const std::lock_guard<std::mutex> lock(generator.mutex());
    *state = hand_out(generator.get_state());
  });
}

int32_t sky_random_state_set(int32_t device_type, int32_t device_index, SkyTensor* state) {
  return guarded([&] {
    auto generator = at::globalContext().defaultGenerator(device_of(device_type, device_index));
    const std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_state(borrow(state));
  });
}

int32_t sky_operator_find(const char* name, const char* overload, SkyOperator** found) {
  return guarded([&] {
    static std::mutex mutex;
    static std::map<std::pair<std::string, std::string>, std::unique_ptr<c10::OperatorHandle>> known;
    const std::lock_guard<std::mutex> lock(mutex);
    auto& entry = known[{name, overload}];
    if (entry == nullptr) {
      const auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
      if (!handle) {
        throw std::invalid_argument(std::string("libtorch ") + TORCH_VERSION + " has no operator '" + name +
                                    (*overload == '\0' ? "" : ".") + overload + "'");
      }
      entry = std::make_unique<c10::OperatorHandle>(*handle);
    }
    *found = reinterpret_cast<SkyOperator*>(entry.get());
  });
}

int32_t sky_operator_schema(SkyOperator* op, char* text, int32_t capacity, int32_t* length) {
  return guarded([&] {
    std::ostringstream stream;
    stream << operator_of(op).schema();
    *length = copy_text(stream.str(), text, capacity);
  });
}

int32_t sky_operator_call(SkyOperator* op, const SkyValue* arguments, int32_t count, SkyValue* results, int32_t room,
                          int32_t* written) {
  return guarded([&] {
    apply_threads();
    const auto& handle = operator_of(op);
    const auto& expected = handle.schema().arguments();
    const auto given = static_cast<size_t>(count);
    if (given > expected.size()) {
      throw std::invalid_argument("takes " + std::to_string(expected.size()) + " arguments, not " + std::to_string(count));
    }
    static const SkyValue unset{SKY_DEFAULT, 0, {0}};
    torch::jit::Stack stack;
    stack.reserve(expected.size());
    for (size_t i = 0; i < expected.size(); ++i) {
      stack.push_back(box(i < given ? arguments[i] : unset, expected[i]));
    }
    handle.callBoxed(&stack);
    *written = 0;
    if (room > 0) {
      if (stack.size() > static_cast<size_t>(room)) {
        throw std::length_error("has more results than there is room for");
      }
      for (auto& value : stack) {
        results[*written] = unbox(std::move(value));
        ++*written;
      }
    }
  });
}

void sky_free(void* list) { std::free(list); }

int32_t sky_tensor_empty(const int64_t* sizes, int32_t rank, int32_t scalar_type, int32_t device_type, int32_t device_index,
                         SkyTensor** created) {
  return guarded([&] {
    const auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(scalar_type)).device(device_of(device_type, device_index));
    *created = hand_out(at::empty(at::IntArrayRef(sizes, static_cast<size_t>(rank)), options));
  });
}

int32_t sky_tensor_from_buffer(void* data, const int64_t* sizes, int32_t rank, int32_t scalar_type, SkyRelease release, void* context,
                               SkyTensor** created) {
  return guarded([&] {
    const auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(scalar_type));
    const at::IntArrayRef shape(sizes, static_cast<size_t>(rank));
    *created = hand_out(release == nullptr ? at::from_blob(data, shape, options)
                                           : at::from_blob(data, shape, [release, context](void*) { release(context); }, options));
  });
}

int32_t sky_tensor_info(SkyTensor* handle, SkyInfo* info) {
  return guarded([&] {
    const at::Tensor tensor = borrow(handle);
    info->sizes = tensor.sizes().data();
    info->strides = tensor.strides().data();
    info->data = tensor.has_storage() ? tensor.data_ptr() : nullptr;
    info->count = tensor.numel();
    info->rank = static_cast<int32_t>(tensor.dim());
    info->scalar_type = static_cast<int32_t>(tensor.scalar_type());
    const auto device = tensor.device();
    info->device_type = static_cast<int32_t>(device.type());
    info->device_index = device.has_index() ? device.index() : 0;
    info->item_size = static_cast<int32_t>(tensor.element_size());
    info->requires_grad = tensor.requires_grad() ? 1 : 0;
    info->is_leaf = tensor.is_leaf() ? 1 : 0;
    info->contiguous = tensor.is_contiguous() ? 1 : 0;
    info->channels_last = tensor.dim() == 4 && tensor.is_contiguous(at::MemoryFormat::ChannelsLast) ? 1 : 0;
  });
}

int32_t sky_tensor_retain(SkyTensor* handle) {
  return guarded([&] { hand_out(borrow(handle)); });
}

void sky_tensor_release(SkyTensor* handle) {
  guarded([&] {
    live_handles.fetch_sub(1, std::memory_order_relaxed);
    TensorPointer::reclaim(impl(handle)).reset();
  });
}

void sky_tensor_release_many(SkyTensor* const* handles, int32_t count) {
  for (int32_t i = 0; i < count; ++i) {
    sky_tensor_release(handles[i]);
  }
}

int32_t sky_requires_grad_set(SkyTensor* handle, int32_t on) {
  return guarded([&] { borrow(handle).requires_grad_(on != 0); });
}

int32_t sky_gradient_get(SkyTensor* handle, SkyTensor** gradient) {
  return guarded([&] { *gradient = hand_out(borrow(handle).mutable_grad()); });
}

int32_t sky_gradient_set(SkyTensor* handle, SkyTensor* gradient) {
  return guarded([&] { borrow(handle).mutable_grad() = borrow(gradient); });
}

int32_t sky_grad_mode_get(void) { return c10::GradMode::is_enabled() ? 1 : 0; }

void sky_grad_mode_set(int32_t on) { c10::GradMode::set_enabled(on != 0); }

int32_t sky_backward(SkyTensor* const* roots, SkyTensor* const* gradients, int32_t count, int32_t retain_graph, int32_t create_graph) {
  return guarded([&] {
    apply_threads();
    torch::autograd::backward(borrow_all(roots, count),
                              gradients == nullptr ? std::vector<at::Tensor>() : borrow_all(gradients, count), retain_graph != 0,
                              create_graph != 0);
  });
}

int32_t sky_gradients(SkyTensor* const* roots, SkyTensor* const* root_gradients, int32_t count, SkyTensor* const* inputs,
                      int32_t input_count, int32_t retain_graph, int32_t create_graph, SkyTensor** gradients) {
  return guarded([&] {
    apply_threads();
    const auto result = torch::autograd::grad(
        borrow_all(roots, count), borrow_all(inputs, input_count),
        root_gradients == nullptr ? std::vector<at::Tensor>() : borrow_all(root_gradients, count), retain_graph != 0,
        create_graph != 0, true);
    for (size_t i = 0; i < result.size(); ++i) {
      gradients[i] = hand_out(result[i]);
    }
  });
}

int32_t sky_function_attach(SkyTensor* const* inputs, int32_t input_count, SkyTensor* const* outputs, int32_t output_count,
                            SkyBackward backward, SkyRelease release, void* context) {
  return guarded([&] {
    auto* foreign = new ForeignNode();
    const auto node = owning<NodePointer>(foreign);
    foreign->backward = backward;
    foreign->release = release;
    foreign->context = context;
    const auto sources = borrow_all(inputs, input_count);
    bool needed = false;
    for (const auto& source : sources) {
      needed = needed || source.requires_grad();
    }
    if (!needed || !c10::GradMode::is_enabled()) {
      return;
    }
    node->set_next_edges(torch::autograd::collect_next_edges(sources));
    for (int32_t i = 0; i < output_count; ++i) {
      at::Tensor output = borrow(outputs[i]);
      if (output.requires_grad()) {
        throw std::invalid_argument("an output of a custom function must be computed without gradients");
      }
      torch::autograd::set_history(output, node);
    }
  });
}

int32_t sky_autocast_enter(int32_t device_type, int32_t enabled, int32_t scalar_type, int32_t* previous_enabled,
                           int32_t* previous_scalar_type) {
  return guarded([&] {
    autocast_get(device_type, previous_enabled, previous_scalar_type);
    autocast_set(device_type, enabled, scalar_type);
    at::autocast::increment_nesting();
  });
}

int32_t sky_autocast_leave(int32_t device_type, int32_t previous_enabled, int32_t previous_scalar_type) {
  return guarded([&] {
    // The cast copies of weights are kept only inside the outermost region.
    if (at::autocast::decrement_nesting() == 0) {
      at::autocast::clear_cache();
    }
    autocast_set(device_type, previous_enabled, previous_scalar_type);
  });
}

}  // extern "C"
