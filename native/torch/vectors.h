// Loops over numbers are compiled for several processors; the loader takes the best that the machine has.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define SKY_EVERY_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define SKY_EVERY_PROCESSOR
#endif
