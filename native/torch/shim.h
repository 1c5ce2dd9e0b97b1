// The C interface between Skylite and libtorch: any ATen operator through the boxed dispatcher, tensors, autograd, and the runtime's
// switches. Every function that can fail returns 0 for success; otherwise sky_last_error() says why, per thread.
#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SKY_API __attribute__((visibility("default")))

// Raised with every change of this file; the managed side refuses a library of another number.
#define SKY_INTERFACE_VERSION 1

typedef struct SkyTensor SkyTensor;      // a c10::TensorImpl; a handle that was handed out owns one reference
typedef struct SkyOperator SkyOperator;  // a c10::OperatorHandle; lives as long as the process

enum SkyTag {
  SKY_NONE = 0,
  SKY_TENSOR = 1,
  SKY_INT = 2,  // also scalar types, layouts and memory formats
  SKY_DOUBLE = 3,
  SKY_BOOL = 4,
  SKY_INT_LIST = 5,
  SKY_DOUBLE_LIST = 6,
  SKY_BOOL_LIST = 7,    // one byte each
  SKY_TENSOR_LIST = 8,
  SKY_OPTIONAL_TENSOR_LIST = 9,  // null stands for "no tensor"
  SKY_STRING = 10,      // UTF-8, not terminated
  SKY_DEVICE = 11,      // type in the upper, index in the lower 32 bits
  SKY_DEFAULT = 12      // the schema's default
};

typedef struct {
  int32_t tag;
  int32_t count;  // elements of a list, bytes of a string
  union {
    int64_t i;
    double d;
    const void* p;
    SkyTensor* tensor;
  } as;
} SkyValue;

typedef struct {
  const int64_t* sizes;    // valid while the tensor lives and is not resized
  const int64_t* strides;
  void* data;              // null if the tensor has no memory that can be addressed
  int64_t count;
  int32_t rank;
  int32_t scalar_type;
  int32_t device_type;
  int32_t device_index;
  int32_t item_size;
  uint8_t requires_grad;
  uint8_t is_leaf;
  uint8_t contiguous;
  uint8_t channels_last;
} SkyInfo;

// Gradients of the outputs come in borrowed (null: none); gradients of the inputs go out owned (null: none).
// A result other than 0 means failure, described in message (UTF-8, terminated).
typedef int32_t (*SkyBackward)(void* context, SkyTensor* const* output_gradients, int32_t outputs, SkyTensor** input_gradients,
                               int32_t inputs, char* message, int32_t capacity);
typedef void (*SkyRelease)(void* context);

enum SkyFlag {
  SKY_DETERMINISTIC = 0,
  SKY_ONEDNN = 1,
  SKY_CUDNN_BENCHMARK = 2,
  SKY_TF32 = 3
};

// Runtime
SKY_API int32_t sky_interface_version(void);
SKY_API const char* sky_last_error(void);
SKY_API const char* sky_version(void);              // of the libtorch this library was compiled with
SKY_API int32_t sky_configuration(char* text, int32_t capacity);  // libtorch's description of its build
SKY_API int64_t sky_live_handles(void);
SKY_API int32_t sky_trim(void);                     // gives freed memory back to the system
SKY_API int32_t sky_threads_get(int32_t* count);
SKY_API int32_t sky_threads_set(int32_t count);
SKY_API int32_t sky_flag_set(int32_t flag, int32_t on);
SKY_API int32_t sky_cuda_devices(int32_t* count);
SKY_API int32_t sky_seed(uint64_t seed);            // every device
SKY_API int32_t sky_random_state_get(int32_t device_type, int32_t device_index, SkyTensor** state);
SKY_API int32_t sky_random_state_set(int32_t device_type, int32_t device_index, SkyTensor* state);

// Operators
SKY_API int32_t sky_operator_find(const char* name, const char* overload, SkyOperator** found);
SKY_API int32_t sky_operator_schema(SkyOperator* op, char* text, int32_t capacity, int32_t* length);
// Missing trailing arguments are taken from the schema's defaults. Lists among the results are freed with sky_free.
// With room 0 the results are dropped.
SKY_API int32_t sky_operator_call(SkyOperator* op, const SkyValue* arguments, int32_t count, SkyValue* results, int32_t room,
                                  int32_t* written);
SKY_API void sky_free(void* list);

// Tensors
SKY_API int32_t sky_tensor_empty(const int64_t* sizes, int32_t rank, int32_t scalar_type, int32_t device_type, int32_t device_index,
                                 SkyTensor** created);
// Without a release function the memory must outlive the tensor.
SKY_API int32_t sky_tensor_from_buffer(void* data, const int64_t* sizes, int32_t rank, int32_t scalar_type, SkyRelease release,
                                       void* context, SkyTensor** created);
SKY_API int32_t sky_tensor_info(SkyTensor* tensor, SkyInfo* info);
SKY_API int32_t sky_tensor_retain(SkyTensor* tensor);
SKY_API void sky_tensor_release(SkyTensor* tensor);
SKY_API void sky_tensor_release_many(SkyTensor* const* tensors, int32_t count);

// Autograd
SKY_API int32_t sky_requires_grad_set(SkyTensor* tensor, int32_t on);
SKY_API int32_t sky_gradient_get(SkyTensor* tensor, SkyTensor** gradient);  // null if there is none
SKY_API int32_t sky_gradient_set(SkyTensor* tensor, SkyTensor* gradient);
SKY_API int32_t sky_grad_mode_get(void);
SKY_API void sky_grad_mode_set(int32_t on);
SKY_API int32_t sky_backward(SkyTensor* const* roots, SkyTensor* const* gradients, int32_t count, int32_t retain_graph,
                             int32_t create_graph);
SKY_API int32_t sky_gradients(SkyTensor* const* roots, SkyTensor* const* root_gradients, int32_t count, SkyTensor* const* inputs,
                              int32_t input_count, int32_t retain_graph, int32_t create_graph, SkyTensor** gradients);
// Makes the outputs, computed without gradients, depend on the inputs through a foreign function. The context is released with the
// graph, or at once if no input needs a gradient.
SKY_API int32_t sky_function_attach(SkyTensor* const* inputs, int32_t input_count, SkyTensor* const* outputs, int32_t output_count,
                                    SkyBackward backward, SkyRelease release, void* context);
// A region ends with what its beginning found.
SKY_API int32_t sky_autocast_enter(int32_t device_type, int32_t enabled, int32_t scalar_type, int32_t* previous_enabled,
                                   int32_t* previous_scalar_type);
SKY_API int32_t sky_autocast_leave(int32_t device_type, int32_t previous_enabled, int32_t previous_scalar_type);

#ifdef __cplusplus
}
#endif
