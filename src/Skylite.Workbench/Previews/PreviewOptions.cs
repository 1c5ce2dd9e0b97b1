using Skylite.Imagery.Splits;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Previews;

/// <summary>What <see cref="PreviewJob"/> is asked to show: a data set, what a model makes of it, or two maps.</summary>
public sealed record PreviewOptions
{
    /// <summary>The picture, a <c>.png</c>.</summary>
    public required string Out { get; init; }

    /// <summary>Makes the folder of a data set and how it is divided of the split that a model says it was trained with; null where maps are shown.</summary>
    public Func<SplitOptions?, DataOptions>? Images { get; init; }

    /// <summary>A model whose predictions are shown beside the labels.</summary>
    public string? Model { get; init; }

    /// <summary>A map of classes.</summary>
    public string? Map { get; init; }

    /// <summary>Another map that it is compared with.</summary>
    public string? Against { get; init; }

    /// <summary>Samples; of each class for scene classification. Null takes 6.</summary>
    public int? Samples { get; init; }

    /// <summary>Seed of the draw of samples from what there is to show.</summary>
    public int Seed { get; init; }

    /// <summary>Which part is shown; null takes all of a data set, and the test part with a model.</summary>
    public SplitPart? Part { get; init; }

    /// <summary>Names of classes; only samples with at least one of them are shown. Empty for any.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Side of the largest picture in the sheet, in pixels.</summary>
    public int Side { get; init; } = 256;
}
