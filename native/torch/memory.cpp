// Memory of large tensors. A training step allocates and frees the same large tensors as the step before; through malloc each of them is mapped, filled with
// zeros by the kernel and unmapped again. Here a freed block waits for the next tensor of its size, and blocks wait only as long as all memory together stays
// within a sixteenth of the largest amount that was in use at one time: what is kept hardly raises the peak.
#include "memory.h"

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <sys/mman.h>

#include <cstdint>
#include <cstring>
#include <list>
#include <mutex>
#include <unordered_map>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace {

// Smaller tensors are malloc's.
constexpr size_t least = size_t{2} << 20;
constexpr size_t huge_page = size_t{2} << 20;
// Whole pages of every machine, 4 to 64 KiB.
constexpr size_t page = size_t{64} << 10;

size_t rounded(size_t bytes) { return (bytes + page - 1) / page * page; }

// A mapping that begins at a huge page, or null.
void* mapped(size_t bytes) {
  const size_t room = bytes + huge_page;
  void* start = mmap(nullptr, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) {
    return nullptr;
  }
  auto* first = static_cast<char*>(start);
  const size_t before = (huge_page - reinterpret_cast<uintptr_t>(first) % huge_page) % huge_page;
  if (before > 0) {
    munmap(first, before);
  }
  munmap(first + before + bytes, room - before - bytes);
#if defined(MADV_HUGEPAGE)
  madvise(first + before, bytes, MADV_HUGEPAGE);
#endif
  return first + before;
}

struct Block {
  void* memory;
  size_t bytes;
};

class Blocks {
 public:
  // Null where the system has no more.
  void* take(size_t wanted) {
    const size_t bytes = rounded(wanted);
    const std::lock_guard<std::mutex> lock(mutex_);
    auto best = spare_.end();
    for (auto candidate = spare_.begin(); candidate != spare_.end(); ++candidate) {
      if (candidate->bytes >= bytes && candidate->bytes - bytes <= bytes / 8 && (best == spare_.end() || candidate->bytes < best->bytes)) {
        best = candidate;
      }
    }
    if (best != spare_.end()) {
      const Block block = *best;
      spare_.erase(best);
      spare_bytes_ -= block.bytes;
      return used(block);
    }
    while (!spare_.empty() && used_bytes_ + spare_bytes_ + bytes > peak_ + peak_ / 16) {
      drop_oldest();
    }
    void* memory = mapped(bytes);
    while (memory == nullptr && !spare_.empty()) {
      drop_oldest();
      memory = mapped(bytes);
    }
    return memory == nullptr ? nullptr : used({memory, bytes});
  }

  bool give(void* memory) {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = used_.find(memory);
    if (found == used_.end()) {
      return false;
    }
    spare_.push_back({memory, found->second});
    spare_bytes_ += found->second;
    used_bytes_ -= found->second;
    used_.erase(found);
    return true;
  }

  void drop_all() {
    const std::lock_guard<std::mutex> lock(mutex_);
    while (!spare_.empty()) {
      drop_oldest();
    }
    peak_ = used_bytes_;
  }

 private:
  void* used(Block block) {
    used_.emplace(block.memory, block.bytes);
    used_bytes_ += block.bytes;
    peak_ = used_bytes_ > peak_ ? used_bytes_ : peak_;
    return block.memory;
  }

  void drop_oldest() {
    munmap(spare_.front().memory, spare_.front().bytes);
    spare_bytes_ -= spare_.front().bytes;
    spare_.pop_front();
  }

  std::mutex mutex_;
  std::unordered_map<void*, size_t> used_;
  std::list<Block> spare_;  // the one that has waited longest first
  size_t used_bytes_ = 0, spare_bytes_ = 0, peak_ = 0;
};

// Both live as long as the process: tensors of static lifetime are freed after everything else.
Blocks& blocks() {
  static auto* const all = new Blocks;
  return *all;
}

c10::Allocator* small_tensors() {
  static auto* const allocator = c10::GetCPUAllocator();
  return allocator;
}

void release(void* memory) {
  // Blocks begin at a huge page, which malloc's memory seldom does: small tensors do not wait for one another here.
  const bool may_be_block = reinterpret_cast<uintptr_t>(memory) % huge_page == 0;
  if (!may_be_block || !blocks().give(memory)) {
    small_tensors()->raw_deallocate(memory);
  }
}

// The interface of c10::Allocator differs between versions of libtorch; what one of them lacks is an ordinary function there.
struct TensorMemory final : c10::Allocator {
  c10::DataPtr take(size_t bytes) const {
    if (bytes >= least) {
      if (void* memory = blocks().take(bytes)) {
        return {memory, memory, &release, c10::Device(c10::DeviceType::CPU)};
      }
    }
    void* memory = small_tensors()->raw_allocate(bytes);
    return {memory, memory, &release, c10::Device(c10::DeviceType::CPU)};
  }

  c10::DataPtr allocate(size_t bytes) const { return take(bytes); }
  c10::DataPtr allocate(size_t bytes) { return take(bytes); }
  c10::DeleterFnPtr raw_deleter() const override { return &release; }
  virtual void copy_data(void* target, const void* source, std::size_t bytes) const { std::memcpy(target, source, bytes); }
};

const bool installed = [] {
  small_tensors();
#if defined(__GLIBC__)
  // What glibc arrives at by itself once large tensors have been freed, which it no longer sees.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
  c10::SetCPUAllocator(new TensorMemory, 1);
  return true;
}();

}  // namespace

void drop_spare_memory() { blocks().drop_all(); }
