using Skylite.Graphs;

namespace Skylite.Workbench.Jobs;

/// <summary>What <see cref="CheckJob"/> is asked to look at.</summary>
public sealed record CheckOptions
{
    /// <summary>Any ONNX file.</summary>
    public required string Model { get; init; }

    /// <summary>Whether nodes that Skylite cannot compute run through ONNX Runtime.</summary>
    public bool AllowOpaque { get; init; }

    /// <summary>Shapes of inputs by name, where the model leaves lengths open.</summary>
    public IReadOnlyDictionary<string, Shape> Shapes { get; init; } = new Dictionary<string, Shape>();
}
