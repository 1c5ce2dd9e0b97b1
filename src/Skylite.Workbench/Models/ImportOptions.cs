using Skylite.Workbench.Recipes;

namespace Skylite.Workbench.Models;

/// <summary>How a network from a file is made ready for images that it was not made for.</summary>
public sealed record ImportOptions
{
    /// <summary>
    /// Begin with a new last layer for this many classes, even if the model has as many;
    /// <see langword="null"/> replaces it only where the data has another number.
    /// </summary>
    public int? Classes { get; init => field = value is { } classes ? SettingRanges.Positive(classes, "classes") : null; }

    /// <summary>
    /// Whether every convolution without a batch normalisation behind it gets one, with the statistics of its outputs: undoes the folding of an export.
    /// </summary>
    public bool UnfoldBatchNormalization { get; init; }
}
