using Skylite.Graphs;
using Skylite.Imagery.Splits;
using Skylite.Inference;
using Skylite.Workbench.Pruning;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Jobs;

/// <summary>What <see cref="PruneJob"/> is asked to do.</summary>
public sealed record PruneJobOptions
{
    /// <summary>Any ONNX file.</summary>
    public required string Model { get; init; }

    /// <summary>The file to write; not there unless the certificate holds.</summary>
    public required string Out { get; init; }

    /// <summary>
    /// How channels are chosen and how many go. Its <see cref="PruneSettings.Channels"/> get what <see cref="Keep"/> and <see cref="PruneBands"/> say.
    /// </summary>
    public required PruneSettings Settings { get; init; }

    /// <summary>Names of nodes whose channels stay, <c>*</c> for any text.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>Whether bands of the inputs may go too.</summary>
    public bool PruneBands { get; init; }

    /// <summary>Whether batch normalisations are folded into the layers before them.</summary>
    public bool Fold { get; init; }

    /// <summary>Whether nodes that Skylite cannot compute run through ONNX Runtime, with all their channels kept.</summary>
    public bool AllowOpaque { get; init; }

    /// <summary>Makes the images, given the split that the model was trained with; <see langword="null"/> prunes without data.</summary>
    public Func<SplitOptions?, DataOptions>? Data { get; init; }

    /// <summary>Shapes of inputs by name, where the model leaves lengths open.</summary>
    public IReadOnlyDictionary<string, Shape> Shapes { get; init; } = new Dictionary<string, Shape>();

    /// <summary>Seed of the certificate's inputs and of everything else that is left to chance.</summary>
    public int Seed { get; init; }

    /// <summary>Time for measuring the models by turns.</summary>
    public TimeSpan BenchmarkTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How graphs are laid out for ONNX Runtime; where it names no folder, large ones go beside <see cref="Out"/>.</summary>
    public GraphModelOptions Models { get; init; } = new();

    /// <summary>The command as the user gave it, for the record.</summary>
    public string Command { get; init; } = string.Empty;
}
