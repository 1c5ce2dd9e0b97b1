using Skylite.Inference;

namespace Skylite.Workbench.Benchmarks;

/// <summary>Where the time of one model goes.</summary>
/// <param name="Model">The model's file name.</param>
/// <param name="Threads">Threads within an operator.</param>
/// <param name="Batch">Images in one run.</param>
/// <param name="Layers">Its kernels, in the order of execution.</param>
public sealed record LayerTimes(string Model, int Threads, int Batch, IReadOnlyList<LayerTime> Layers);
