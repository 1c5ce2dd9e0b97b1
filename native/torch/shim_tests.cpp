// Calls the C interface as the managed side does; every failure names its line.
#include "shim.h"

#include <cmath>
#include <cstdio>
#include <cstring>
#include <string>

#include <unistd.h>

namespace {

int failures = 0;

void check(bool condition, const char* what, int line) {
  if (!condition) {
    ++failures;
    std::fprintf(stderr, "line %d: %s (last error: %s)\n", line, what, sky_last_error());
  }
}

#define CHECK(condition) check((condition), #condition, __LINE__)
#define OK(call) CHECK((call) == 0)

constexpr int32_t kFloat = 6;
constexpr int32_t kCpu = 0;

SkyTensor* floats(float* data, int64_t count) {
  SkyTensor* tensor = nullptr;
  OK(sky_tensor_from_buffer(data, &count, 1, kFloat, nullptr, nullptr, &tensor));
  return tensor;
}

const float* data_of(SkyTensor* tensor) {
  SkyInfo info;
  OK(sky_tensor_info(tensor, &info));
  return static_cast<const float*>(info.data);
}

SkyValue value(SkyTensor* tensor) {
  SkyValue v{SKY_TENSOR, 0, {0}};
  v.as.tensor = tensor;
  return v;
}

SkyTensor* call(const char* name, const char* overload, const SkyValue* arguments, int32_t count) {
  SkyOperator* op = nullptr;
  OK(sky_operator_find(name, overload, &op));
  SkyValue result{SKY_NONE, 0, {0}};
  int32_t written = 0;
  OK(sky_operator_call(op, arguments, count, &result, 1, &written));
  CHECK(written == 1 && result.tag == SKY_TENSOR);
  return result.as.tensor;
}

void operators_fill_defaults() {
  float a[] = {1, 2, 3};
  float b[] = {10, 20, 30};
  SkyTensor* x = floats(a, 3);
  SkyTensor* y = floats(b, 3);
  const SkyValue arguments[] = {value(x), value(y)};
  SkyTensor* sum = call("aten::add", "Tensor", arguments, 2);
  CHECK(data_of(sum)[0] == 11 && data_of(sum)[2] == 33);
  sky_tensor_release(sum);
  sky_tensor_release(x);
  sky_tensor_release(y);
}

void lists_come_back() {
  float a[] = {1, 2, 3, 4, 5};
  SkyTensor* x = floats(a, 5);
  SkyOperator* op = nullptr;
  OK(sky_operator_find("aten::split", "Tensor", &op));
  SkyValue arguments[] = {value(x), {SKY_INT, 0, {2}}};
  SkyValue result{SKY_NONE, 0, {0}};
  int32_t written = 0;
  OK(sky_operator_call(op, arguments, 2, &result, 1, &written));
  CHECK(result.tag == SKY_TENSOR_LIST && result.count == 3);
  auto* const* parts = static_cast<SkyTensor* const*>(result.as.p);
  CHECK(data_of(parts[2])[0] == 5);
  sky_tensor_release_many(parts, result.count);
  sky_free(const_cast<void*>(result.as.p));
  sky_tensor_release(x);
}

void errors_are_told() {
  SkyOperator* op = nullptr;
  CHECK(sky_operator_find("aten::no_such_thing", "", &op) != 0);
  CHECK(std::strstr(sky_last_error(), "no_such_thing") != nullptr);
  OK(sky_operator_find("aten::add", "Tensor", &op));
  char schema[512];
  int32_t length = 0;
  OK(sky_operator_schema(op, schema, sizeof schema, &length));
  CHECK(std::strstr(schema, "alpha=1") != nullptr && length == static_cast<int32_t>(std::strlen(schema)));
  int32_t written = 0;
  CHECK(sky_operator_call(op, nullptr, 0, nullptr, 0, &written) != 0);
  CHECK(std::strstr(sky_last_error(), "no default") != nullptr);
  CHECK(sky_threads_set(0) != 0);
}

void gradients_flow() {
  float a[] = {1, 2, 3};
  SkyTensor* x = floats(a, 3);
  OK(sky_requires_grad_set(x, 1));
  const SkyValue squares[] = {value(x), value(x)};
  SkyTensor* y = call("aten::mul", "Tensor", squares, 2);
  const SkyValue summed[] = {value(y)};
  SkyTensor* loss = call("aten::sum", "", summed, 1);
  OK(sky_backward(&loss, nullptr, 1, 0, 0));
  SkyTensor* gradient = nullptr;
  OK(sky_gradient_get(x, &gradient));
  CHECK(gradient != nullptr && data_of(gradient)[1] == 4);
  sky_tensor_release(gradient);
  OK(sky_gradient_set(x, nullptr));
  OK(sky_gradient_get(x, &gradient));
  CHECK(gradient == nullptr);
  sky_tensor_release(loss);
  sky_tensor_release(y);
  sky_tensor_release(x);
}

int released = 0;

int32_t triple(void*, SkyTensor* const* incoming, int32_t outputs, SkyTensor** outgoing, int32_t inputs, char*, int32_t) {
  CHECK(outputs == 1 && inputs == 1);
  SkyValue arguments[] = {value(incoming[0]), {SKY_DOUBLE, 0, {0}}};
  arguments[1].as.d = 3.0;
  outgoing[0] = call("aten::mul", "Scalar", arguments, 2);
  return 0;
}

int32_t refuse(void*, SkyTensor* const*, int32_t, SkyTensor**, int32_t, char* message, int32_t capacity) {
  std::snprintf(message, static_cast<size_t>(capacity), "refused");
  return 1;
}

void count_release(void*) { ++released; }

void foreign_functions_take_part(SkyBackward backward, bool works) {
  released = 0;
  float a[] = {1, 2};
  float b[] = {5, 6};
  SkyTensor* x = floats(a, 2);
  OK(sky_requires_grad_set(x, 1));
  SkyTensor* y = floats(b, 2);
  OK(sky_function_attach(&x, 1, &y, 1, backward, count_release, nullptr));
  const SkyValue summed[] = {value(y)};
  SkyTensor* loss = call("aten::sum", "", summed, 1);
  const int32_t status = sky_backward(&loss, nullptr, 1, 0, 0);
  CHECK((status == 0) == works);
  if (works) {
    SkyTensor* gradient = nullptr;
    OK(sky_gradient_get(x, &gradient));
    CHECK(gradient != nullptr && data_of(gradient)[0] == 3);
    sky_tensor_release(gradient);
  } else {
    CHECK(std::strstr(sky_last_error(), "refused") != nullptr);
  }
  sky_tensor_release(loss);
  sky_tensor_release(y);
  sky_tensor_release(x);
  CHECK(released == 1);
}

void random_state_returns() {
  const int64_t shape[] = {4};
  SkyTensor* x = nullptr;
  OK(sky_tensor_empty(shape, 1, kFloat, kCpu, -1, &x));
  OK(sky_seed(7));
  SkyTensor* state = nullptr;
  OK(sky_random_state_get(kCpu, -1, &state));
  const SkyValue arguments[] = {value(x)};
  SkyTensor* first = call("aten::uniform_", "", arguments, 1);
  const float kept = data_of(first)[3];
  sky_tensor_release(first);
  OK(sky_random_state_set(kCpu, -1, state));
  SkyTensor* second = call("aten::uniform_", "", arguments, 1);
  CHECK(data_of(second)[3] == kept);
  sky_tensor_release(second);
  sky_tensor_release(state);
  sky_tensor_release(x);
}

// Bytes of this process in memory.
int64_t resident() {
  long pages = 0, ours = 0;
  FILE* file = std::fopen("/proc/self/statm", "r");
  CHECK(file != nullptr && std::fscanf(file, "%ld %ld", &pages, &ours) == 2);
  std::fclose(file);
  return ours * sysconf(_SC_PAGESIZE);
}

SkyTensor* of_count(int64_t count) {
  SkyTensor* tensor = nullptr;
  OK(sky_tensor_empty(&count, 1, kFloat, kCpu, -1, &tensor));
  return tensor;
}

void large_tensors_take_over_what_was_freed() {
  constexpr int64_t large = 3 << 20;
  SkyTensor* first = of_count(large);
  const float* place = data_of(first);
  CHECK(reinterpret_cast<uintptr_t>(place) % 64 == 0);
  sky_tensor_release(first);
  SkyTensor* second = of_count(large);
  CHECK(data_of(second) == place);
  SkyTensor* third = of_count(large);
  CHECK(data_of(third) != place);
  sky_tensor_release(third);
  sky_tensor_release(second);
  sky_trim();

  // A spare block is given up where it and what is new would pass the most that was in use at one time.
  constexpr int64_t megabyte = 1 << 20, huge = 16 << 20;
  SkyTensor* spare = of_count(huge);
  std::memset(const_cast<float*>(data_of(spare)), 1, huge * sizeof(float));
  sky_tensor_release(spare);
  const int64_t kept = resident();
  SkyTensor* larger = of_count(2 * huge);
  CHECK(resident() < kept - 60 * megabyte);
  std::memset(const_cast<float*>(data_of(larger)), 1, 2 * huge * sizeof(float));
  sky_tensor_release(larger);
  const int64_t waiting = resident();
  sky_trim();
  CHECK(resident() < waiting - 120 * megabyte);
  const int64_t endless = int64_t{1} << 60;
  SkyTensor* none = nullptr;
  CHECK(sky_tensor_empty(&endless, 1, kFloat, kCpu, -1, &none) != 0 && none == nullptr);
}

}  // namespace

int main() {
  OK(sky_threads_set(1));
  operators_fill_defaults();
  lists_come_back();
  errors_are_told();
  gradients_flow();
  foreign_functions_take_part(triple, true);
  foreign_functions_take_part(refuse, false);
  random_state_returns();
  large_tensors_take_over_what_was_freed();
  CHECK(sky_live_handles() == 0);
  CHECK(sky_interface_version() == SKY_INTERFACE_VERSION);
  std::printf("libtorch %s: %s\n", sky_version(), failures == 0 ? "all passed" : "FAILED");
  return failures == 0 ? 0 : 1;
}
