namespace Skylite.Workbench.Inspection;

/// <summary>What Skylite can do with a model.</summary>
public sealed record ModelCheck
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>Version of ONNX's operator set after reading.</summary>
    public int Opset { get; init; }

    /// <summary>Inputs with type and shape.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Outputs with type and shape.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Trainable numbers.</summary>
    public long Parameters { get; init; }

    /// <summary>The operators, the most frequent first.</summary>
    public IReadOnlyList<OperatorCheck> Operators { get; init; } = [];

    /// <summary>What makes the model unusable, one sentence each; empty when it is usable.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>What is worth knowing, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// Largest difference between interpreter and ONNX Runtime on random inputs, relative to the
    /// outputs' scale; <see langword="null"/> when one of them cannot run the model.
    /// </summary>
    public double? Agreement { get; init; }

    /// <summary>How many random inputs were tried.</summary>
    public int Tried { get; init; }

    /// <summary>Trainable tensors that a gradient reaches.</summary>
    public int Reached { get; init; }

    /// <summary>Trainable tensors.</summary>
    public int Trainable { get; init; }

    /// <summary>Channels that can be removed.</summary>
    public int FreeChannels { get; init; }

    /// <summary>Groups that they fall into.</summary>
    public int Groups { get; init; }

    /// <summary>Channels that cannot be removed.</summary>
    public int PinnedChannels { get; init; }

    /// <summary>Layers with constant weights that can be quantised.</summary>
    public int QuantizableLayers { get; init; }

    /// <summary>Whether Skylite can take the model on.</summary>
    public bool IsUsable => Problems.Count == 0;
}
