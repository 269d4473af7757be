/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fits the tagger's weights for data/tagger/train.py, which hands over the
 * features on standard input and reads the weights from standard output, as
 * arrays of 32-bit numbers in the machine's order:
 *
 *   in    n sentences, d features, z values, epochs   (integers)
 *         rate, penalty, part of the mode             (floats)
 *         int[n + 1] where each sentence's values begin, int[z] their features,
 *         float[z] the values, int[n] the classes, float[n] the weights
 *   out   float[d][16] weights, float[16] biases
 *
 * Multinomial logistic regression by stochastic gradient descent with a rate
 * for each weight (AdaGrad: Duchi, Hazan, Singer, 2011), averaged over the
 * second half of the epochs (Polyak, Juditsky, 1992). The loss is a mix of the
 * log loss of the mode, which counts, and of the class, which explains. One
 * thread and a fixed order: the same input gives the same bytes.
 */

#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define N_CLASSES 16
#define N_FACETS 6
#define EPSILON 1e-6f
/* Biases move more slowly than weights: every sentence moves them. */
#define BIAS_RATE 0.3f

typedef struct
{
  gint32 n;
  gint32 d;
  gint32 z;
  gint32 epochs;
  float rate;
  float penalty;
  float mode_part;
} Header;

typedef struct
{
  Header header;
  gint32 *starts;
  gint32 *features;
  float *values;
  gint32 *classes;
  float *sentence_weights;
} Problem;

typedef struct
{
  float (*weights)[N_CLASSES];
  float (*squares)[N_CLASSES];
  double (*sums)[N_CLASSES];
  float bias[N_CLASSES];
  float bias_squares[N_CLASSES];
  double bias_sums[N_CLASSES];
} Fit;

static void *
read_array (gsize count, gsize size)
{
  void *array = g_malloc_n (count + 1, size);

  if (fread (array, size, count, stdin) != count)
    g_error ("the input is too short");
  return array;
}

static void
read_problem (Problem *problem)
{
  g_autofree Header *header = read_array (1, sizeof (Header));

  problem->header = *header;
  problem->starts = read_array ((gsize) header->n + 1, sizeof (gint32));
  problem->features = read_array ((gsize) header->z, sizeof (gint32));
  problem->values = read_array ((gsize) header->z, sizeof (float));
  problem->classes = read_array ((gsize) header->n, sizeof (gint32));
  problem->sentence_weights = read_array ((gsize) header->n, sizeof (float));
}

static guint32
next_random (guint64 *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return (guint32) (*state >> 32);
}

static void
shuffle (gint32 *order, gint32 n, guint64 *state)
{
  for (gint32 i = n - 1; i > 0; i--)
    {
      gint32 k = (gint32) (next_random (state) % ((guint32) i + 1));
      gint32 other = order[k];

      order[k] = order[i];
      order[i] = other;
    }
}

static gint32
mode_of (gint32 class)
{
  return MIN (class / N_FACETS, 2);
}

/* The probabilities of the classes, into @p; that of the right mode. */
static float
judge (const Problem *problem, const Fit *fit, gint32 i, float p[N_CLASSES])
{
  float top, sum = 0.0f, right = 0.0f;

  memcpy (p, fit->bias, sizeof fit->bias);
  for (gint32 at = problem->starts[i]; at < problem->starts[i + 1]; at++)
    for (guint k = 0; k < N_CLASSES; k++)
      p[k] += problem->values[at] * fit->weights[problem->features[at]][k];
  top = p[0];
  for (guint k = 1; k < N_CLASSES; k++)
    top = MAX (top, p[k]);
  for (guint k = 0; k < N_CLASSES; k++)
    sum += p[k] = expf (p[k] - top);
  for (guint k = 0; k < N_CLASSES; k++)
    {
      p[k] /= sum;
      if (mode_of ((gint32) k) == mode_of (problem->classes[i]))
        right += p[k];
    }
  return MAX (right, 1e-9f);
}

static void
step (const Problem *problem, Fit *fit, gint32 i)
{
  const Header *header = &problem->header;
  gint32 class = problem->classes[i];
  float p[N_CLASSES], gradient[N_CLASSES];
  float right = judge (problem, fit, i, p);

  for (gint32 k = 0; k < N_CLASSES; k++)
    {
      float within = mode_of (k) == mode_of (class) ? p[k] / right : 0.0f;

      gradient[k] = p[k] - (1.0f - header->mode_part) * (k == class) - header->mode_part * within;
      gradient[k] *= problem->sentence_weights[i];
    }
  for (gint32 at = problem->starts[i]; at < problem->starts[i + 1]; at++)
    {
      float *weights = fit->weights[problem->features[at]];
      float *squares = fit->squares[problem->features[at]];

      for (guint k = 0; k < N_CLASSES; k++)
        {
          float slope = gradient[k] * problem->values[at] + header->penalty * weights[k];

          squares[k] += slope * slope;
          weights[k] -= header->rate * slope / (sqrtf (squares[k]) + EPSILON);
        }
    }
  for (guint k = 0; k < N_CLASSES; k++)
    {
      fit->bias_squares[k] += gradient[k] * gradient[k];
      fit->bias[k] -=
        BIAS_RATE * header->rate * gradient[k] / (sqrtf (fit->bias_squares[k]) + EPSILON);
    }
}

static void
add_to_average (const Problem *problem, Fit *fit)
{
  for (gint32 row = 0; row < problem->header.d; row++)
    for (guint k = 0; k < N_CLASSES; k++)
      fit->sums[row][k] += fit->weights[row][k];
  for (guint k = 0; k < N_CLASSES; k++)
    fit->bias_sums[k] += fit->bias[k];
}

static void
write_average (const Problem *problem, Fit *fit, guint n)
{
  for (gint32 row = 0; row < problem->header.d; row++)
    for (guint k = 0; k < N_CLASSES; k++)
      fit->weights[row][k] = (float) (fit->sums[row][k] / n);
  for (guint k = 0; k < N_CLASSES; k++)
    fit->bias[k] = (float) (fit->bias_sums[k] / n);
  fwrite (fit->weights, sizeof *fit->weights, (gsize) problem->header.d, stdout);
  fwrite (fit->bias, sizeof fit->bias, 1, stdout);
}

int
main (void)
{
  guint64 state = G_GUINT64_CONSTANT (88172645463325252);
  guint n_averaged = 0;
  g_autofree gint32 *order = NULL;
  Problem problem;
  Fit fit = { 0 };

  read_problem (&problem);
  order = g_new (gint32, problem.header.n);
  for (gint32 i = 0; i < problem.header.n; i++)
    order[i] = i;
  fit.weights = g_malloc0_n ((gsize) problem.header.d, sizeof *fit.weights);
  fit.squares = g_malloc0_n ((gsize) problem.header.d, sizeof *fit.squares);
  fit.sums = g_malloc0_n ((gsize) problem.header.d, sizeof *fit.sums);

  for (gint32 epoch = 0; epoch < problem.header.epochs; epoch++)
    {
      shuffle (order, problem.header.n, &state);
      for (gint32 i = 0; i < problem.header.n; i++)
        step (&problem, &fit, order[i]);
      if (epoch < problem.header.epochs / 2)
        continue;
      add_to_average (&problem, &fit);
      n_averaged++;
    }
  write_average (&problem, &fit, n_averaged);
  g_free (fit.weights);
  g_free (fit.squares);
  g_free (fit.sums);
  g_free (problem.starts);
  g_free (problem.features);
  g_free (problem.values);
  g_free (problem.classes);
  g_free (problem.sentence_weights);
  return 0;
}
