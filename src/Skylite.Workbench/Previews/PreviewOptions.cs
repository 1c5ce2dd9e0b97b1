using Skylite.Imagery.Splits;

namespace Skylite.Workbench.Previews;

/// <summary>What <see cref="PreviewJob"/> is asked to show: a data set, what a model makes of it, or two maps.</summary>
public sealed record PreviewOptions
{
    /// <summary>The picture, a <c>.png</c>.</summary>
    public required string Out { get; init; }

    /// <summary>Folder of a data set.</summary>
    public string? Directory { get; init; }

    /// <summary>A model whose predictions are shown beside the labels.</summary>
    public string? Model { get; init; }

    /// <summary>A map of classes.</summary>
    public string? Map { get; init; }

    /// <summary>Another map that it is compared with.</summary>
    public string? Against { get; init; }

    /// <summary>Samples; of each class for scene classification. Null takes 6.</summary>
    public int? Samples { get; init; }

    /// <summary>Seed of the draw.</summary>
    public int Seed { get; init; }

    /// <summary>Which part is shown; null takes all of a data set, and the test part with a model.</summary>
    public SplitPart? Part { get; init; }

    /// <summary>With a model: a split manifest to use instead of drawing again what the model was trained with.</summary>
    public string? SplitFile { get; init; }

    /// <summary>With a model: folder of lists that divide the samples, or <see cref="Scenes.SceneDataOptions.NoLists"/>.</summary>
    public string? SplitLists { get; init; }

    /// <summary>Names of classes; only samples with at least one of them are shown. Empty for any.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Side of the largest picture in the sheet, in pixels.</summary>
    public int Side { get; init; } = 256;
}
