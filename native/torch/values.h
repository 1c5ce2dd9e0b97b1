// Tagged values to and from what the boxed dispatcher takes. Included by shim.cpp only.
#pragma once
#include "handles.h"

#include <ATen/core/function_schema.h>
#include <ATen/core/ivalue.h>

#include <cstdlib>

namespace {

// c10::optional or std::optional, depending on the version.
using OptionalTensor = decltype(std::declval<c10::IValue>().toOptional<at::Tensor>());

c10::IValue box(const SkyValue& value, const c10::Argument& argument) {
  const auto count = static_cast<size_t>(value.count);
  switch (value.tag) {
    case SKY_NONE:
      return c10::IValue();
    case SKY_TENSOR:
      return value.as.tensor == nullptr ? c10::IValue() : c10::IValue(borrow(value.as.tensor));
    case SKY_INT:
      return c10::IValue(value.as.i);
    case SKY_DOUBLE:
      return c10::IValue(value.as.d);
    case SKY_BOOL:
      return c10::IValue(value.as.i != 0);
    case SKY_INT_LIST:
      return c10::IValue(at::IntArrayRef(static_cast<const int64_t*>(value.as.p), count));
    case SKY_DOUBLE_LIST:
      return c10::IValue(at::ArrayRef<double>(static_cast<const double*>(value.as.p), count));
    case SKY_BOOL_LIST: {
      c10::List<bool> list;
      list.reserve(count);
      for (size_t i = 0; i < count; ++i) {
        list.push_back(static_cast<const uint8_t*>(value.as.p)[i] != 0);
      }
      return c10::IValue(std::move(list));
    }
    case SKY_TENSOR_LIST: {
      c10::List<at::Tensor> list;
      list.reserve(count);
      for (size_t i = 0; i < count; ++i) {
        list.push_back(borrow(static_cast<SkyTensor* const*>(value.as.p)[i]));
      }
      return c10::IValue(std::move(list));
    }
    case SKY_OPTIONAL_TENSOR_LIST: {
      c10::List<OptionalTensor> list;
      list.reserve(count);
      for (size_t i = 0; i < count; ++i) {
        SkyTensor* handle = static_cast<SkyTensor* const*>(value.as.p)[i];
        list.push_back(handle == nullptr ? OptionalTensor() : OptionalTensor(borrow(handle)));
      }
      return c10::IValue(std::move(list));
    }
    case SKY_STRING:
      return c10::IValue(std::string(static_cast<const char*>(value.as.p), count));
    case SKY_DEVICE:
      return c10::IValue(device_of(static_cast<int32_t>(value.as.i >> 32), static_cast<int32_t>(value.as.i)));
    case SKY_DEFAULT:
      if (!argument.default_value()) {
        throw std::invalid_argument("argument '" + argument.name() + "' is missing and has no default");
      }
      return *argument.default_value();
    default:
      throw std::invalid_argument("argument '" + argument.name() + "' has the unknown tag " + std::to_string(value.tag));
  }
}

template <typename T>
T* allocate(size_t count) {
  void* memory = std::malloc(std::max<size_t>(1, count * sizeof(T)));
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  return static_cast<T*>(memory);
}

SkyValue unbox(c10::IValue&& value) {
  SkyValue result{SKY_NONE, 0, {0}};
  if (value.isTensor()) {
    result.as.tensor = hand_out(std::move(value).toTensor());
    result.tag = result.as.tensor == nullptr ? SKY_NONE : SKY_TENSOR;
  } else if (value.isTensorList()) {
    const auto tensors = value.toTensorVector();
    auto** handles = allocate<SkyTensor*>(tensors.size());
    for (size_t i = 0; i < tensors.size(); ++i) {
      handles[i] = hand_out(tensors[i]);
    }
    result.tag = SKY_TENSOR_LIST;
    result.count = static_cast<int32_t>(tensors.size());
    result.as.p = handles;
  } else if (value.isInt()) {
    result.tag = SKY_INT;
    result.as.i = value.toInt();
  } else if (value.isDouble()) {
    result.tag = SKY_DOUBLE;
    result.as.d = value.toDouble();
  } else if (value.isBool()) {
    result.tag = SKY_BOOL;
    result.as.i = value.toBool() ? 1 : 0;
  } else if (value.isIntList()) {
    const auto list = value.toIntVector();
    auto* copy = allocate<int64_t>(list.size());
    std::copy(list.begin(), list.end(), copy);
    result.tag = SKY_INT_LIST;
    result.count = static_cast<int32_t>(list.size());
    result.as.p = copy;
  } else if (!value.isNone()) {
    throw std::runtime_error("a result of type " + value.tagKind() + " cannot be handed out");
  }
  return result;
}

}  // namespace
