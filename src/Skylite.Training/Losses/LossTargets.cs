using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>The targets of a batch; of two when samples were mixed.</summary>
/// <param name="Labels">Class indices, 64-bit integers, N (or N × H × W).</param>
/// <param name="MixedLabels">Class indices of the samples that were mixed in; <see langword="null"/> when none were.</param>
/// <param name="Share">Share of the first labels, 0 to 1; 1 when nothing was mixed.</param>
public sealed record LossTargets(TorchTensor Labels, TorchTensor? MixedLabels = null, double Share = 1);
