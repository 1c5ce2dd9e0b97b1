using Skylite.Zoo;

namespace Skylite.Workbench.Results;

/// <summary>What <c>skylite eval</c> measured, and on what.</summary>
public sealed record EvalFigures
{
    /// <summary>Name of all parts together.</summary>
    public const string AllParts = "all";

    /// <summary>The ONNX file.</summary>
    public required string Model { get; init; }

    /// <summary>What it does, as <see cref="ModelTasks.Id"/> names it.</summary>
    public required string Task { get; init; }

    /// <summary>The folder of the images.</summary>
    public required string Data { get; init; }

    /// <summary>Name of the data set, or of its layout.</summary>
    public required string Dataset { get; init; }

    /// <summary>Checksum of the split.</summary>
    public required string SplitChecksum { get; init; }

    /// <summary>Whether the model says that it was trained with this very split; <see langword="null"/> where it says nothing.</summary>
    public bool? IsTrainedSplit { get; init; }

    /// <summary>Which part: <c>test</c>, <c>validation</c>, <c>train</c>, or <see cref="AllParts"/>.</summary>
    public required string Part { get; init; }

    /// <summary>Images, pairs or blocks that were measured on.</summary>
    public int Samples { get; init; }

    /// <summary>Names of the classes in the order of the figures.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The figures.</summary>
    public required ClassificationFigures Figures { get; init; }

    /// <summary>What a user should know about the data, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
