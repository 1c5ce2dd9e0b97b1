using Skylite.Imagery;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference;

/// <summary>How a <see cref="ModelSession"/> is opened.</summary>
public sealed record ModelSessionOptions
{
    /// <summary>Threads, optimisation and so on.</summary>
    public SessionOptions Session { get; init; } = new();

    /// <summary>Taken instead of the model's own preprocessing, or because it has none.</summary>
    public Preprocessing? Preprocessing { get; init; }

    /// <summary>Taken instead of the model's own class names, or because it has none.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Outputs for each class: more than one where the answer lies folded.</summary>
    public int OutputsPerClass { get; init; } = 1;
}
