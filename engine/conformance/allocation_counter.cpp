// SPDX-License-Identifier: Apache-2.0
#include "conformance/allocation_counter.hpp"

#include <dlfcn.h>
#include <link.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace barometer::conformance {

namespace {

#if defined(BAROMETER_SANITIZED)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

std::atomic<std::int64_t> calls{0};

void count() {
  calls.fetch_add(1, std::memory_order_relaxed);
}

// What the process would call: the C library's functions, or those of a library put before it.
struct RealFunctions {
  void* (*malloc)(std::size_t) = nullptr;
  void* (*calloc)(std::size_t, std::size_t) = nullptr;
  void* (*realloc)(void*, std::size_t) = nullptr;
  void* (*aligned_alloc)(std::size_t, std::size_t) = nullptr;
  int (*posix_memalign)(void**, std::size_t, std::size_t) = nullptr;
};

RealFunctions real;

void* counted_malloc(std::size_t size) {
  count();
  return real.malloc(size);
}

void* counted_calloc(std::size_t items, std::size_t size) {
  count();
  return real.calloc(items, size);
}

void* counted_realloc(void* memory, std::size_t size) {
  count();
  return real.realloc(memory, size);
}

void* counted_aligned_alloc(std::size_t alignment, std::size_t size) {
  count();
  return real.aligned_alloc(alignment, size);
}

int counted_posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
  count();
  return real.posix_memalign(memory, alignment, size);
}

struct CountedFunction {
  std::string_view name;
  void* counted;
};

std::array<CountedFunction, 5> counted_functions() {
  return {CountedFunction{"malloc", reinterpret_cast<void*>(&counted_malloc)},
          {"calloc", reinterpret_cast<void*>(&counted_calloc)},
          {"realloc", reinterpret_cast<void*>(&counted_realloc)},
          {"aligned_alloc", reinterpret_cast<void*>(&counted_aligned_alloc)},
          {"posix_memalign", reinterpret_cast<void*>(&counted_posix_memalign)}};
}

// The tables of one library by which its calls find functions of others (System V ABI, "Dynamic
// Section"). The loader has made their addresses absolute.
struct CallTables {
  const ElfW(Sym) * symbols = nullptr;
  const char* names = nullptr;
  std::array<const ElfW(Rela)*, 2> rows{};
  std::array<std::size_t, 2> bytes{};
};

CallTables tables_of(const ElfW(Dyn) * entry) {
  CallTables tables;
  for (; entry->d_tag != DT_NULL; ++entry) {
    const auto address = entry->d_un.d_ptr;
    switch (entry->d_tag) {
      case DT_SYMTAB:
        tables.symbols = reinterpret_cast<const ElfW(Sym)*>(address);
        break;
      case DT_STRTAB:
        tables.names = reinterpret_cast<const char*>(address);
        break;
      case DT_JMPREL:
        tables.rows[0] = reinterpret_cast<const ElfW(Rela)*>(address);
        break;
      case DT_PLTRELSZ:
        tables.bytes[0] = entry->d_un.d_val;
        break;
      case DT_RELA:
        tables.rows[1] = reinterpret_cast<const ElfW(Rela)*>(address);
        break;
      case DT_RELASZ:
        tables.bytes[1] = entry->d_un.d_val;
        break;
      default:
        break;
    }
  }
  return tables;
}

bool is_call_slot(const ElfW(Rela) & row) {
  const auto type = ELF64_R_TYPE(row.r_info);
#if defined(__aarch64__)
  return type == R_AARCH64_JUMP_SLOT || type == R_AARCH64_GLOB_DAT;
#else
  return type == R_X86_64_JUMP_SLOT || type == R_X86_64_GLOB_DAT;
#endif
}

// The page of a slot is read-only once a library is bound.
void write_slot(std::uintptr_t slot, void* function) {
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  void* const begin = reinterpret_cast<void*>(slot / page * page);
  if (::mprotect(begin, page, PROT_READ | PROT_WRITE) == 0) {
    *reinterpret_cast<void**>(slot) = function;
  }
}

void count_calls_of(const CallTables& tables, std::uintptr_t base) {
  for (std::size_t t = 0; t < tables.rows.size(); ++t) {
    for (std::size_t i = 0; i < tables.bytes[t] / sizeof(ElfW(Rela)); ++i) {
      const ElfW(Rela)& row = tables.rows[t][i];
      const std::string_view name = tables.names + tables.symbols[ELF64_R_SYM(row.r_info)].st_name;
      for (const CountedFunction& function : counted_functions()) {
        if (is_call_slot(row) && name == function.name) {
          write_slot(base + row.r_offset, function.counted);
        }
      }
    }
  }
}

// The loader itself and what the kernel shows as a library make no calls that count.
int count_calls_of_library(dl_phdr_info* info, std::size_t, void*) {
  const std::string_view file = info->dlpi_name;
  if (file.find("linux-vdso") != file.npos || file.find("/ld-") != file.npos) {
    return 0;
  }
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = info->dlpi_phdr[i];
    if (part.p_type == PT_DYNAMIC) {
      const auto* const dynamic =
          reinterpret_cast<const ElfW(Dyn)*>(info->dlpi_addr + part.p_vaddr);
      count_calls_of(tables_of(dynamic), info->dlpi_addr);
    }
  }
  return 0;
}

template <class Function>
void find(Function& function, const char* name) {
  function = reinterpret_cast<Function>(::dlsym(RTLD_DEFAULT, name));
}

// Whether an allocation here is counted.
bool works() {
  const std::int64_t before = calls;
  void* volatile memory = std::malloc(1);
  std::free(memory);
  return calls > before;
}

}  // namespace

AllocationCounter count_allocations() {
  if (kSanitized) {
    return nullptr;  // malloc is the sanitizer's
  }
  find(real.malloc, "malloc");
  find(real.calloc, "calloc");
  find(real.realloc, "realloc");
  find(real.aligned_alloc, "aligned_alloc");
  find(real.posix_memalign, "posix_memalign");
  ::dl_iterate_phdr(&count_calls_of_library, nullptr);
  return works() ? +[] { return calls.load(std::memory_order_relaxed); } : nullptr;
}

}  // namespace barometer::conformance
