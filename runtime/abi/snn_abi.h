/* The treaty between compiled kernels and the runtime. Plain C.
 *
 * A kernel is called with one `snn_kernel_args`, on any thread of the team, for a part of its
 * domain that no other call of the same launch touches. It allocates nothing, locks nothing, throws
 * nothing and calls nothing but what `services` holds. Pointers stay the runtime's.
 */
#ifndef SNN_ABI_H
#define SNN_ABI_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SNN_ABI_VERSION 2

/* The function of kernel k is named by this and k. */
#define SNN_KERNEL_PREFIX "snn_kernel_"

/* Functions of the runtime that a kernel may call: draws that loop, linear algebra at set-up.
 * `words` names the draw: {seed, step, first element, second element, stream, multiplicity}. */
typedef struct snn_draw {
  uint64_t seed;
  int64_t step;
  uint32_t element; /* the cell, or the source of the edge */
  uint32_t second;  /* the target of the edge; unused for cells */
  uint32_t stream;
  uint32_t multiplicity; /* of the edge; 0xffffffff for a cell */
} snn_draw;

typedef struct snn_services {
  double (*poisson)(const snn_draw*, double mean);
  double (*binomial)(const snn_draw*, double n, double p);
  double (*gamma)(const snn_draw*, double shape, double scale);
  double (*lognormal)(const snn_draw*, double mean, double sd);
  double (*exponential)(const snn_draw*, double mean);
  double (*normal)(const snn_draw*, double mean, double sd);
  double (*uniform)(const snn_draw*, double low, double high);
  /* e^A of a row-major n*n matrix into `result`. */
  void (*expm)(const double* matrix, uint64_t n, double* result);
  /* Solves A x = b; `a` is used up, `b` becomes x. Returns 0 when A is singular. */
  int32_t (*solve)(double* a, double* b, uint64_t n);
  int32_t (*solve_f32)(float* a, float* b, uint64_t n);
} snn_services;

/* A requirement that failed or an iteration that did not finish: the first by (kernel, element). */
typedef struct snn_failure {
  uint32_t kind; /* 0: none; 1: a `require`; 2: a `loop` that reached its limit */
  uint32_t inst; /* which instruction of the kernel */
  uint64_t element;
  double value;
} snn_failure;

/* A table of numbers from outside, row by row; at least one number. */
typedef struct snn_data {
  const double* values;
  uint64_t n;
} snn_data;

typedef struct snn_kernel_args {
  /* EachCell, EachEdge: elements [begin, end). The others: positions [begin, end) in `list`. */
  uint64_t begin;
  uint64_t end;
  int64_t step; /* the number of steps that ended before this one; 0 at set-up */
  double time;  /* step * dt: when this step begins */
  uint64_t seed;
  double dt;
  void* globals; /* slots of 8 bytes, by GlobalId: f64, f32, i64, i32 or bool as declared */
  void* const*
      fields; /* by FieldId: the first element of the population, or of this worker's edges */
  /* By FieldId: how many elements of its memory one block of a field takes, a multiple of 64.
   * Element k of an array field is block k. A field with a history of h steps has its present in
   * block 0, and what it was when the step with number n ended in block 1 + n mod h: in step
   * `step`, its value `age` steps before the end of the last step, 0 <= age < h, is in block 1 +
   * (step - 1 - age) mod h, a mod that is never negative. */
  const uint64_t* strides;
  /* EachFired and the domains of arrivals: the cells, ascending. Null in other domains. */
  const uint32_t* list;
  /* RowArrival: edges [row_begin[s], row_end[s]) of source s are delivered now. ColumnArrival:
   * positions [row_begin[t], row_end[t]) in `edges` lead to target t. */
  const uint64_t* row_begin;
  const uint64_t* row_end;
  const uint64_t* edges;   /* ColumnArrival only: edge by position in the column */
  const uint32_t* sources; /* by edge; may be null in RowArrival, where the source is known */
  /* By edge: target minus `first_target`, where this worker's cells begin. */
  const uint16_t* targets;
  uint64_t first_target;
  const uint32_t* multiplicity; /* by edge; null: all 0 */
  /* Pair: the two cells, and where the result goes. */
  uint32_t source;
  uint32_t target;
  double* result;
  snn_failure* failure; /* this worker's own */
  const snn_services* services;
  const snn_data* data; /* by DataId */
} snn_kernel_args;

typedef void (*snn_kernel)(const snn_kernel_args*);

#ifdef __cplusplus
}
#endif

#endif
