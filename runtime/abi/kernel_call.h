#pragma once
// Marks functions that call compiled kernels. UBSan looks for the type of a called function in
// front of it; code that was made while the program runs has none there, and nothing may lie there
// at all.

#if defined(__clang__)
#define SNN_CALLS_KERNELS __attribute__((no_sanitize("function")))
#else
#define SNN_CALLS_KERNELS
#endif
