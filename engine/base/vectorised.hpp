// How a loop runs on the widest registers that the machine has, from one binary.
//
// A function marked LYKTA_VECTORISED is compiled for several levels of the x86-64 architecture, and the best that the
// processor knows is chosen when the program starts; elsewhere (64-bit Arm among them) it is compiled once. Contraction
// to fused multiply-add is off in the whole project and the loops add in a fixed order, so every level gives the same
// bytes. Functions that are called from such a one must be inlined into it (LYKTA_INLINED), or they stay behind.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define LYKTA_VECTORISED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define LYKTA_VECTORISED
#endif

#define LYKTA_INLINED __attribute__((always_inline)) inline

/// Before a loop whose passes touch no memory that another pass writes: compilers need not check that by themselves.
#if defined(__clang__)
#define LYKTA_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#else
#define LYKTA_INDEPENDENT _Pragma("GCC ivdep")
#endif
